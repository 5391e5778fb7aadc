package dev.fogline.router.tenants;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/// The SHA-256 of a key, in place of the key: whoever reads it cannot show the key.
///
/// One round without salt is right for keys of 256 random bits, and only for them: nobody can try
/// them all, and no two are alike. For words that people choose it would not be.
///
/// Finding a hash in a map takes a time that hangs on the hash. That tells nothing of the key: who
/// does not know the key cannot choose what its hash looks like.
///
/// @param hex 64 digits, small
public record KeyHash(String hex) {

    private static final int DIGITS = 64;

    /// @throws IllegalArgumentException if it is not 64 hexadecimal digits
    public KeyHash {
        hex = hex.toLowerCase(Locale.ROOT);
        if (hex.length() != DIGITS || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IllegalArgumentException("a SHA-256 has 64 hexadecimal digits");
        }
    }

    /// Of a key as a client shows it.
    public static KeyHash of(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(key.getBytes(StandardCharsets.UTF_8));
            return new KeyHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
