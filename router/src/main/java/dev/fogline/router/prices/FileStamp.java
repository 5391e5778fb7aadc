package dev.fogline.router.prices;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;

/// What names a price file.
///
/// @param name of its kind or publisher
/// @param date of its prices
/// @param version name, date and the first eight digits of its SHA-256
record FileStamp(String name, LocalDate date, String version) {

    private static final int DIGITS = 8;

    static FileStamp of(String name, LocalDate date, byte[] content) {
        try {
            String hash =
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                            .substring(0, DIGITS);
            return new FileStamp(name, date, name + "-" + date + "-" + hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
