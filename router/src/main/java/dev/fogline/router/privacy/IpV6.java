package dev.fogline.router.privacy;

import java.util.Arrays;

/// The text form of an IPv6 address (RFC 4291, section 2.2).
final class IpV6 {

    private static final int GROUPS = 8;

    private IpV6() {}

    /// Whether the text is an address that names one machine.
    ///
    /// With all eight groups any is one. A shortened address must lie in a range that is in use:
    /// otherwise the scope operator of C++ would make addresses (`dec::ace`).
    ///
    /// @param text hexadecimal digits and colons
    static boolean isGlobal(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            String[] groups = text.split(":", -1);
            return groups.length == GROUPS && Arrays.stream(groups).allMatch(IpV6::isGroup);
        }
        String[] before = text.substring(0, gap).split(":", -1);
        String after = text.substring(gap + 2);
        String[] groups = after.split(":", -1);
        boolean whole =
                Arrays.stream(before).allMatch(IpV6::isGroup)
                        && (after.isEmpty() || Arrays.stream(groups).allMatch(IpV6::isGroup));
        return whole && before.length + groups.length < GROUPS && isInUse(before[0]);
    }

    private static boolean isGroup(String group) {
        return !group.isEmpty() && group.length() <= 4;
    }

    /// Global unicast 2000::/3, unique local fc00::/7 and link local fe80::/10 (IANA, "Internet
    /// Protocol Version 6 Address Space").
    private static boolean isInUse(String group) {
        int first = Integer.parseInt(group, 16);
        return group.length() == 4
                && ((first & 0xe000) == 0x2000
                        || (first & 0xfe00) == 0xfc00
                        || (first & 0xffc0) == 0xfe80);
    }
}
