package dev.fogline.edge.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills `${env:NAME}` and `${file:PATH}` into configured texts.
///
/// @param environment of the process
record Values(Map<String, String> environment) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /// @throws ValueException if a variable is not set or a file cannot be used
    String fill(String text) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        found.group(1).equals("env")
                                                ? variable(found.group(2))
                                                : content(Path.of(found.group(2)))));
    }

    /// A secret, which must not stand in the file itself.
    ///
    /// @throws ValueException also if it does
    String secret(String text) {
        if (!PLACEHOLDER.matcher(text).matches()) {
            throw new ValueException(
                    "is a secret: write ${env:NAME} or ${file:PATH}, not the value itself");
        }
        return fill(text);
    }

    private String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            throw new ValueException("the environment variable " + name + " is not set");
        }
        return value;
    }

    private static String content(Path file) {
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new ValueException("others may use " + file + "; chmod 600 it");
            }
            return Files.readString(file).strip();
        } catch (IOException | UnsupportedOperationException failed) {
            throw new ValueException("cannot read " + file);
        }
    }

    /// A text cannot be filled; the message says why and holds no value.
    static final class ValueException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ValueException(String problem) {
            super(problem);
        }
    }
}
