package dev.fogline.cloud;

import java.security.SecureRandom;
import java.util.Base64;

/// Draws keys of tenants.
final class NewKey {

    /// So many cannot be tried; see [dev.fogline.router.tenants.KeyHash].
    private static final int BYTES = 32;

    /// What scanners for leaked keys, and people, know them by.
    private static final String PREFIX = "fogline-";

    private NewKey() {}

    /// @param random of cryptographic strength
    static String from(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
