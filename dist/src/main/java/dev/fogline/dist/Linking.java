package dev.fogline.dist;

import java.nio.file.Path;

/// Links our modules, what they need and some of the JDK into one Java runtime.
final class Linking {

    /// jlink takes the first dash for an option of its own, unless a blank stands before it.
    private static final String NATIVE_ACCESS =
            " --enable-native-access=dev.fogline.backend.llamacpp,org.xerial.sqlitejdbc";

    /// SQLite's jar has its library for every system there is, twenty megabytes of them.
    private static final String OTHER_SYSTEMS =
            "regex:/org\\.xerial\\.sqlitejdbc/org/sqlite/native/(?!Linux/(x86_64|aarch64)/).*";

    private Linking() {}

    /// @param jdkModules beside those that ours need, separated by commas
    /// @param runtime must not be there yet
    static void link(Path modules, String jdkModules, Path runtime) {
        Tool.jdk(
                "jlink",
                "--module-path",
                modules.toString(),
                "--add-modules",
                "ALL-MODULE-PATH," + jdkModules,
                "--add-options=" + NATIVE_ACCESS,
                "--exclude-resources=" + OTHER_SYSTEMS,
                "--strip-native-debug-symbols",
                "exclude-debuginfo-files",
                "--no-header-files",
                "--no-man-pages",
                "--compress",
                "zip-6",
                "--output",
                runtime.toString());
    }
}
