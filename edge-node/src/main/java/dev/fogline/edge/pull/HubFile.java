package dev.fogline.edge.pull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.edge.door.CommandException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A GGUF file in a repository.
///
/// @param path within the repository
/// @param bytes it has
/// @param sha256 of its content, as the hub's large file storage keeps it
record HubFile(String path, OptionalLong bytes, Optional<String> sha256) {

    private static final int MAX_LISTED = 40;

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /// One of several parts, as llama.cpp's `gguf-split` names them.
    private static final Pattern PART = Pattern.compile("(?i).*-\\d{5}-of-\\d{5}\\.gguf");

    /// Of one entry of a listing; empty if it is not a model.
    static Optional<HubFile> of(JsonNode entry) {
        String path = entry.path("path").asText();
        if (!path.toLowerCase(Locale.ROOT).endsWith(Source.GGUF) || path.contains("..")) {
            return Optional.empty();
        }
        JsonNode large = entry.path("lfs");
        JsonNode size = large.has("size") ? large.path("size") : entry.path("size");
        String digest = large.has("oid") ? large.path("oid").asText() : "";
        return Optional.of(
                new HubFile(
                        path,
                        size.canConvertToLong() && size.asLong() >= 0
                                ? OptionalLong.of(size.asLong())
                                : OptionalLong.empty(),
                        Optional.of(digest.replaceFirst("^sha256:", ""))
                                .filter(hex -> SHA256.matcher(hex).matches())));
    }

    /// @throws CommandException if there is not exactly one, with those there are
    static HubFile choose(Source.Hub source, List<HubFile> files) {
        List<HubFile> fitting = files.stream().filter(file -> file.fits(source.wanted())).toList();
        if (!fitting.isEmpty() && fitting.stream().allMatch(HubFile::isPart)) {
            throw new CommandException(
                    fitting.getFirst().path
                            + " is one of several parts, which are not taken: choose a smaller"
                            + " quantisation, or join the parts with llama-gguf-split --merge and"
                            + " pull the joined file");
        }
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        if (files.isEmpty()) {
            throw new CommandException(source.repository() + " holds no GGUF file");
        }
        String problem =
                fitting.isEmpty()
                        ? " holds no " + source.wanted() + "; it holds "
                        : source.wanted().isEmpty()
                                ? " holds several models; say which, as in hf:"
                                        + source.repository()
                                        + ":Q4_K_M; it holds "
                                : " holds several files for " + source.wanted() + ": ";
        throw new CommandException(
                source.repository() + problem + listed(fitting.isEmpty() ? files : fitting));
    }

    /// The last part of the path.
    String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// A file is wanted by its path, or by a quantisation between separators of its name: `Q4_K`
    /// does not mean `Q4_K_M`. What goes with images is no model of its own.
    private boolean fits(String wanted) {
        if (wanted.toLowerCase(Locale.ROOT).endsWith(Source.GGUF)) {
            return path.equals(wanted);
        }
        if (fileName().startsWith("mmproj")) {
            return false;
        }
        return wanted.isEmpty()
                || Pattern.compile("(?i)(^|[-./])" + Pattern.quote(wanted) + "([-./]|$)")
                        .matcher(path.substring(0, path.length() - Source.GGUF.length()))
                        .find();
    }

    private boolean isPart() {
        return PART.matcher(path).matches();
    }

    private static String listed(List<HubFile> files) {
        String some =
                files.stream()
                        .limit(MAX_LISTED)
                        .map(
                                file ->
                                        file.path
                                                + (file.bytes.isPresent()
                                                        ? " ("
                                                                + Bytes.text(file.bytes.getAsLong())
                                                                + ")"
                                                        : ""))
                        .collect(Collectors.joining(", "));
        return files.size() > MAX_LISTED
                ? some + " and " + (files.size() - MAX_LISTED) + " more"
                : some;
    }
}
