package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a model comes from, as its user says it.
public sealed interface Source {

    /// A repository of a hub.
    ///
    /// @param repository such as `owner/name`
    /// @param wanted a quantisation such as `Q4_K_M`, or a file of the repository; empty for the
    ///   only one there is
    record Hub(String repository, String wanted) implements Source {
        @Override
        public String toString() {
            if (wanted.isEmpty()) {
                return SCHEME + repository;
            }
            return SCHEME + repository + (wanted.endsWith(GGUF) ? "/" : ":") + wanted;
        }
    }

    /// A file that a web server has.
    record Web(URI uri) implements Source {
        /// Without a query, which may hold a signature, or whatever else is nobody's business.
        @Override
        public String toString() {
            String text = uri.toString();
            int query = text.indexOf('?');
            String shown = query < 0 ? text : text.substring(0, query);
            return uri.getRawUserInfo() == null
                    ? shown
                    : shown.replace(uri.getRawUserInfo() + "@", "");
        }
    }

    /// A file that is on this machine already.
    record Local(Path file) implements Source {
        @Override
        public String toString() {
            return file.toString();
        }
    }

    /// What all files of models end with.
    String GGUF = ".gguf";

    /// What sources on a hub begin with.
    String SCHEME = "hf:";

    /// Names as the hub allows them.
    Pattern ON_HUB =
            Pattern.compile(
                    "([\\w.-]+/[\\w.-]+)(?::([\\w.-]+)|/([\\w./ +-]+\\.gguf))?",
                    Pattern.CASE_INSENSITIVE);

    /// @throws CommandException if it is nothing that can be fetched
    static Source parse(String text) {
        if (text.startsWith(SCHEME)) {
            Matcher hub = ON_HUB.matcher(text.substring(SCHEME.length()));
            if (!hub.matches() || text.contains("..")) {
                throw new CommandException(
                        "'" + text + "' is not hf:owner/repo:quant or hf:owner/repo/file.gguf");
            }
            String wanted = hub.group(2) != null ? hub.group(2) : hub.group(3);
            return new Hub(hub.group(1), wanted == null ? "" : wanted);
        }
        String start = text.toLowerCase(Locale.ROOT);
        if (start.startsWith("http://") || start.startsWith("https://")) {
            return web(text);
        }
        if (start.matches("[a-z][a-z0-9+.]+://.*")) {
            throw new CommandException(
                    "'" + text + "' is neither hf:owner/repo:quant nor an http(s) URL nor a file");
        }
        return new Local(Path.of(text));
    }

    private static Web web(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null) {
                return new Web(uri);
            }
        } catch (IllegalArgumentException noUri) {
            // said below
        }
        throw new CommandException("'" + text + "' is not a URL");
    }
}
