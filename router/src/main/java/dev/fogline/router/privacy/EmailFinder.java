package dev.fogline.router.privacy;

import java.util.Locale;
import java.util.Set;

/// E-mail addresses: dot-atom at domain (RFC 5322, section 3.4.1), with letters of any script (RFC
/// 6531).
///
/// Quoted local parts and address literals are left out; nobody writes them. A domain needs a dot
/// and a top level of letters.
final class EmailFinder implements Finder {

    /// RFC 5321, section 4.5.3.1.1.
    private static final int MAX_LOCAL = 64;

    /// RFC 5321, section 4.5.3.1.2.
    private static final int MAX_DOMAIN = 255;

    private static final String LOCAL_SIGNS = "!#$%&'*+-/=?^_`{|}~.";

    /// `icon@2x.png` is a picture for fine screens; none of these is a top-level domain.
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "gif", "svg", "webp");

    @Override
    public void find(String text, Digits digits, Findings into) {
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = localStart(text, at);
            int end = domainEnd(text, at + 1);
            if (start < at && end > 0 && !isGitRemote(text, start, at, end)) {
                into.add(Kind.EMAIL, start, end);
            }
        }
    }

    private static int localStart(String text, int at) {
        int start = at;
        int least = Math.max(0, at - MAX_LOCAL);
        while (start > least && isLocal(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && !Around.isWord(text.charAt(start))) {
            start++; // a quote or a dash before the address
        }
        return Around.at(text, at - 1) == '.' ? at : start;
    }

    private static boolean isLocal(char c) {
        return Around.isWord(c) || LOCAL_SIGNS.indexOf(c) >= 0 || isMark(c);
    }

    /// Where the domain ends, or -1 if there is none.
    private static int domainEnd(String text, int start) {
        int most = Math.min(text.length(), start + MAX_DOMAIN);
        int end = start;
        while (end < most && isDomain(text.charAt(end))) {
            end++;
        }
        while (end > start
                && !Around.isWord(text.charAt(end - 1))
                && !isMark(text.charAt(end - 1))) {
            end--; // a full stop after the address
        }
        String domain = text.substring(start, end);
        int dot = domain.lastIndexOf('.');
        boolean proper = dot > 0 && !domain.contains("..") && Around.isWord(domain.charAt(0));
        return proper && isTop(domain.substring(dot + 1)) ? end : -1;
    }

    private static boolean isDomain(char c) {
        return Around.isWord(c) || c == '-' || c == '.' || isMark(c);
    }

    private static boolean isTop(String label) {
        String top = label.toLowerCase(Locale.ROOT);
        boolean letters = top.chars().noneMatch(c -> Digits.isDigit((char) c) || c == '-');
        return top.length() >= 2 && (letters || top.startsWith("xn--")) && !PICTURES.contains(top);
    }

    /// Combining signs and the halves of rare letters.
    private static boolean isMark(char c) {
        return c >= 0x300
                && (Character.isSurrogate(c) || Character.getType(c) == Character.NON_SPACING_MARK);
    }

    /// `git@host:path` is where code lives, not who wrote it.
    private static boolean isGitRemote(String text, int start, int at, int end) {
        return text.startsWith("git", start)
                && at - start == 3
                && (Around.at(text, end) == ':' || text.startsWith("ssh://", start - 6));
    }
}
