package dev.fogline.router.privacy;

import java.util.Locale;
import java.util.Set;

/// Addresses of machines: four numbers with dots (RFC 791), or hexadecimal groups with colons (RFC
/// 4291).
///
/// Version numbers look alike; the word or the letter before them tells. Addresses that name no
/// machine in particular do not count: the loopback, the unspecified address and masks.
final class IpAddressFinder implements Finder {

    private static final int PARTS = 4;
    private static final int MOST_V6 = 45;

    private static final Set<String> VERSIONS =
            Set.of(
                    "version",
                    "versions",
                    "ver",
                    "v",
                    "release",
                    "rev",
                    "revision",
                    "build",
                    "section",
                    "chapter",
                    "appendix",
                    "table",
                    "figure",
                    "oid",
                    "objectidentifier");

    @Override
    public void find(String text, Digits digits, Findings into) {
        for (int run = 0; run + PARTS <= digits.count(); run++) {
            if (isV4(text, digits, run)) {
                into.add(Kind.IP_ADDRESS, digits.start(run), digits.end(run + PARTS - 1));
                run += PARTS - 1;
            }
        }
        if (digits.count() > 0) {
            findV6(text, into);
        }
    }

    private static boolean isV4(String text, Digits digits, int run) {
        int[] parts = new int[PARTS];
        for (int i = 0; i < PARTS; i++) {
            if (i > 0 && !isDot(text, digits, run + i - 1)) {
                return false;
            }
            parts[i] = part(digits, run + i);
            if (parts[i] < 0) {
                return false;
            }
        }
        return parts[0] != 0
                && parts[0] != 127
                && parts[0] < 224 // groups, masks and what is reserved (IANA, "IPv4 Address Space")
                && standsAlone(text, digits.start(run), digits.end(run + PARTS - 1))
                && !isVersion(text, digits.start(run));
    }

    private static boolean isDot(String text, Digits digits, int run) {
        return digits.gapLength(run) == 1 && text.charAt(digits.end(run)) == '.';
    }

    /// A number from 0 to 255 without leading zeros, or -1.
    private static int part(Digits digits, int run) {
        if (digits.length(run) > 3) {
            return -1;
        }
        String part = digits.joined(run, run);
        int value = Integer.parseInt(part);
        boolean proper = value <= 255 && (part.length() == 1 || part.charAt(0) != '0');
        return proper ? value : -1;
    }

    private static boolean standsAlone(String text, int start, int end) {
        boolean goesOn = Around.at(text, end) == '.' && Digits.isDigit(Around.at(text, end + 1));
        boolean began =
                Around.at(text, start - 1) == '.' && Digits.isDigit(Around.at(text, start - 2));
        return !goesOn
                && !began
                && Around.isFree(text, start, end)
                && Around.at(text, start - 1) != '_';
    }

    /// Whether the word just before says that this is a version; of the letter v, `isFree` has told
    /// already.
    private static boolean isVersion(String text, int start) {
        int end = start;
        int least = Math.max(0, start - 20);
        while (end > least && " :=\"'#(<>~^".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int wordStart = end;
        while (wordStart > least && Character.isLetter(text.charAt(wordStart - 1))) {
            wordStart--;
        }
        return VERSIONS.contains(text.substring(wordStart, end).toLowerCase(Locale.ROOT));
    }

    private static void findV6(String text, Findings into) {
        for (int colon = text.indexOf(':'); colon >= 0; ) {
            int start = colon;
            int least = Math.max(0, colon - 4);
            while (start > least && isHexadecimal(text.charAt(start - 1))) {
                start--;
            }
            int end = colon;
            int most = Math.min(text.length(), start + MOST_V6);
            while (end < most && (isHexadecimal(text.charAt(end)) || text.charAt(end) == ':')) {
                end++;
            }
            boolean sentenceEnd =
                    end - colon > 1 && text.charAt(end - 1) == ':' && text.charAt(end - 2) != ':';
            int last = sentenceEnd ? end - 1 : end;
            if (Around.isFree(text, start, last) && IpV6.isGlobal(text.substring(start, last))) {
                into.add(Kind.IP_ADDRESS, start, last);
            }
            colon = text.indexOf(':', Math.max(end, colon + 1));
        }
    }

    private static boolean isHexadecimal(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
