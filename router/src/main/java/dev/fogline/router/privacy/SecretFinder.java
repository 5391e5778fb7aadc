package dev.fogline.router.privacy;

import java.util.Optional;

/// Keys, tokens and passwords: by the form their issuer gives them, as private keys in PEM, as web
/// tokens, in addresses of the form `scheme://user:password@host`, and by being assigned to a word
/// such as `password`.
final class SecretFinder implements Finder {

    private static final String PEM = "-----BEGIN ";
    private static final int PEM_LABEL = 40;
    private static final int MOST_CREDENTIALS = 128;

    @Override
    public void find(String text, Digits digits, Findings into) {
        findPrivateKeys(text, into);
        findCredentials(text, into);
        for (int i = 0; i < text.length(); i++) {
            int start = i;
            while (i < text.length() && isToken(text.charAt(i))) {
                i++;
            }
            if (i > start) {
                tokenAt(text, start, i, into);
            }
        }
    }

    private static void tokenAt(String text, int start, int end, Findings into) {
        int issued = IssuedToken.end(text, start, end);
        if (issued > 0) {
            into.add(Kind.SECRET, start, issued);
            return;
        }
        Optional<AssignedSecret> assigned = AssignedSecret.after(text, start, end);
        assigned.ifPresent(secret -> into.add(Kind.SECRET, secret.start(), secret.end()));
    }

    static boolean isToken(char c) {
        return (c < 0x80 && Around.isWord(c))
                || c == '_'
                || c == '-'
                || (c >= 0x80 && Character.isLetter(c));
    }

    /// From the first dashes to the end of the block, or of its first line where there is no end
    /// (RFC 7468).
    private static void findPrivateKeys(String text, Findings into) {
        int next = text.indexOf(PEM);
        while (next >= 0) {
            int start = next;
            int labelEnd =
                    text.indexOf(
                            "-----",
                            start + PEM.length(),
                            Math.min(text.length(), start + PEM.length() + PEM_LABEL));
            next = text.indexOf(PEM, start + PEM.length());
            if (labelEnd > 0 && text.substring(start, labelEnd).contains("PRIVATE KEY")) {
                int limit = next < 0 ? text.length() : next;
                int close = text.indexOf("-----END ", labelEnd, limit);
                into.add(Kind.SECRET, start, close < 0 ? labelEnd + 5 : close);
            }
        }
    }

    /// `scheme://user:password@host` (RFC 3986, section 3.2.1).
    private static void findCredentials(String text, Findings into) {
        for (int at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
            int start = at + 3;
            int most = Math.min(text.length(), start + MOST_CREDENTIALS);
            int colon = -1;
            int end = start;
            while (end < most && isUserInfo(text.charAt(end))) {
                if (text.charAt(end) == ':' && colon < 0) {
                    colon = end;
                }
                end++;
            }
            boolean secret = colon > 0 && Around.at(text, end) == '@' && end - colon > 3;
            if (secret && !AssignedSecret.isPlaceholder(text.substring(colon + 1, end))) {
                into.add(Kind.SECRET, colon + 1, end);
            }
        }
    }

    private static boolean isUserInfo(char c) {
        return c > ' ' && "/@?#\"'<>{}[]`\\".indexOf(c) < 0;
    }
}
