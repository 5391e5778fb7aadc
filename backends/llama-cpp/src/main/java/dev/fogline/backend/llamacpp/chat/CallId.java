package dev.fogline.backend.llamacpp.chat;

import java.util.Locale;

/// Names of tool calls: nine letters and digits, as Mistral's templates insist on.
public final class CallId {

    private static final long COUNT = 101_559_956_668_416L; // 36 to the power of 9

    private CallId() {}

    /// @param random any number; equal ones give equal names
    public static String of(long random) {
        String digits = Long.toString(Math.floorMod(random, COUNT), 36);
        return String.format(Locale.ROOT, "%9s", digits).replace(' ', '0');
    }
}
