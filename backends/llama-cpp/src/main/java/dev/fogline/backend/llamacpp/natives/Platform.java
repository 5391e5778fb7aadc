package dev.fogline.backend.llamacpp.natives;

import java.util.Locale;
import java.util.Optional;

/// How libraries are named on a system, and whether llama.cpp's are known there. Pure.
enum Platform {
    LINUX("lib", ".so"),
    MAC("lib", ".dylib"),
    WINDOWS("", ".dll");

    private final String prefix;
    private final String suffix;

    Platform(String prefix, String suffix) {
        this.prefix = prefix;
        this.suffix = suffix;
    }

    /// @param system as the system property `os.name` names it; taken for Linux if it is unknown
    static Platform of(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return WINDOWS;
        }
        return name.startsWith("mac") ? MAC : LINUX;
    }

    /// Why libraries are not to be opened here at all; empty for no reason.
    ///
    /// The packages for macOS and Windows are of 3.21.1, another llama.cpp: its struct layouts were
    /// never compared with ours, and calling it with wrong ones ends the process.
    Optional<String> problem() {
        return this == LINUX
                ? Optional.empty()
                : Optional.of(
                        "no llama.cpp here: its libraries for this system are of another release"
                                + " than "
                                + LibraryCheck.LLAMA_VERSION
                                + ", which is not checked yet; use a cloud backend, or Linux");
    }

    /// A glob for the files of all libraries.
    String glob() {
        return prefix + "{llama,ggml}*" + suffix;
    }

    /// A pattern for the file of one library, whose name may have a version in it.
    ///
    /// @param name such as `llama`
    String pattern(String name) {
        return prefix + name + "(\\.v[0-9.]+)?\\" + suffix;
    }

    /// The file of one library without a version.
    String file(String name) {
        return prefix + name + suffix;
    }
}
