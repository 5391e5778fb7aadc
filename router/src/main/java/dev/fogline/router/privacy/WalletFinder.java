package dev.fogline.router.privacy;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/// Addresses of Bitcoin, by checksum (Base58Check; Bech32 and Bech32m of BIP 173 and BIP 350), and
/// of Ethereum, by shape (EIP-55: 0x and forty hexadecimal digits).
final class WalletFinder implements Finder {

    private static final int SHORTEST = 26;
    private static final int LONGEST = 90;
    private static final String BASE58 =
            "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    private static final int[] BECH32_GENERATOR = {
        0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
    };
    private static final int BECH32_SUM = 1;
    private static final int BECH32M_SUM = 0x2bc830a3;

    @Override
    public void find(String text, Digits digits, Findings into) {
        if (digits.count() == 0) {
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            int start = i;
            while (i < text.length() && Around.isWord(text.charAt(i))) {
                i++;
            }
            int length = i - start;
            if (length >= SHORTEST && length <= LONGEST && isWallet(text.substring(start, i))) {
                into.add(Kind.CRYPTO_WALLET, start, i);
            }
        }
    }

    private static boolean isWallet(String word) {
        return switch (word.charAt(0)) {
            case '0' -> isEthereum(word);
            case '1', '3' -> word.length() <= 35 && isBase58(word);
            case 'b', 'B' -> isBech32(word);
            default -> false;
        };
    }

    private static boolean isEthereum(String word) {
        return word.length() == 42
                && word.startsWith("0x")
                && word.chars().skip(2).allMatch(c -> Character.digit(c, 16) >= 0);
    }

    private static boolean isBase58(String word) {
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < word.length(); i++) {
            int digit = BASE58.indexOf(word.charAt(i));
            if (digit < 0) {
                return false;
            }
            value = value.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
        }
        byte[] significant = value.toByteArray();
        byte[] address = new byte[25];
        int skipped = significant[0] == 0 ? 1 : 0;
        int size = significant.length - skipped;
        if (size > address.length) {
            return false;
        }
        System.arraycopy(significant, skipped, address, address.length - size, size);
        byte[] sum = sha256(sha256(Arrays.copyOf(address, 21)));
        return Arrays.equals(address, 21, 25, sum, 0, 4);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /// The remainder over the prefix `bc`, expanded, and the data (BIP 173, "Checksum").
    private static boolean isBech32(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("bc1")
                || !(word.equals(lower) || word.equals(word.toUpperCase(Locale.ROOT)))) {
            return false;
        }
        int sum = 1;
        for (int value : new int[] {3, 3, 0, 2, 3}) {
            sum = polymod(sum, value);
        }
        for (int i = 3; i < lower.length(); i++) {
            int value = BECH32.indexOf(lower.charAt(i));
            if (value < 0) {
                return false;
            }
            sum = polymod(sum, value);
        }
        return sum == BECH32_SUM || sum == BECH32M_SUM;
    }

    private static int polymod(int sum, int value) {
        int top = sum >>> 25;
        int next = ((sum & 0x1ffffff) << 5) ^ value;
        for (int i = 0; i < BECH32_GENERATOR.length; i++) {
            next ^= ((top >> i) & 1) == 1 ? BECH32_GENERATOR[i] : 0;
        }
        return next;
    }
}
