package dev.fogline.router.privacy;

/// JSON web tokens (RFC 7519): three parts in base64url with dots, the first of which is a JSON
/// object, hence `eyJ`.
final class WebToken {

    private static final int LEAST_PART = 8;
    private static final int MOST = 16_384;

    private WebToken() {}

    /// Where the token ends, or -1 if it is none.
    ///
    /// @param headerEnd after the first part, of letters, digits, `_` and `-`
    static int end(String text, int headerEnd) {
        int payloadEnd = partEnd(text, headerEnd);
        int signatureEnd = payloadEnd < 0 ? -1 : partEnd(text, payloadEnd);
        return signatureEnd < 0 || !text.startsWith("eyJ", headerEnd + 1) ? -1 : signatureEnd;
    }

    private static int partEnd(String text, int dot) {
        if (Around.at(text, dot) != '.') {
            return -1;
        }
        int end = dot + 1;
        int most = Math.min(text.length(), dot + MOST);
        while (end < most && SecretFinder.isToken(text.charAt(end))) {
            end++;
        }
        return end - dot - 1 >= LEAST_PART ? end : -1;
    }
}
