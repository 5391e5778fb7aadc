package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.gguf.GgufHeader;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// By what the weights of a model file are told from others: its quantisation, its size, and a
/// digest of its beginning and its end.
///
/// The beginning holds all that the file says of itself and of its tensors, the end the last
/// weights: to read gigabytes in between at every start would tell no more of files that are not
/// made to deceive.
final class Fingerprint {

    private static final int BYTES_AT_EACH_END = 1 << 18;
    private static final int DIGEST_BYTES = 8;

    private Fingerprint() {}

    /// Such as `q8_0-1f2e3d4c5b6a7988`.
    static String of(Path file, GgufHeader header) {
        return header.quantisation().toLowerCase(Locale.ROOT) + "-" + digest(file);
    }

    private static String digest(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, channel.size()));
            digest.update(part(channel, 0));
            digest.update(part(channel, Math.max(0, channel.size() - BYTES_AT_EACH_END)));
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (IOException gone) {
            throw new LlamaException("cannot read " + file + ": " + gone.getMessage(), gone);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing); // every Java has it
        }
    }

    private static ByteBuffer part(FileChannel channel, long from) throws IOException {
        var part = ByteBuffer.allocate(BYTES_AT_EACH_END);
        while (part.hasRemaining() && channel.read(part, from + part.position()) >= 0) {}
        return part.flip();
    }
}
