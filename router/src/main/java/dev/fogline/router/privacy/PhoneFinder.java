package dev.fogline.router.privacy;

/// Telephone numbers: international ones by their form, national ones by a form that nothing else
/// has, others beside a word of telephony.
final class PhoneFinder implements Finder {

    private static final int MOST_GROUPS = 7;

    @Override
    public void find(String text, Digits digits, Findings into) {
        for (int first = 0; first < digits.count(); first++) {
            int last = lastRun(text, digits, first);
            if (last >= first) {
                into.add(Kind.PHONE, PhoneShape.start(text, digits.start(first)), digits.end(last));
                first = last;
            }
        }
    }

    /// The last run of the longest number that begins with a run, or -1.
    private static int lastRun(String text, Digits digits, int first) {
        int open = openEnd(text, digits, first);
        for (int last = open; last >= first; last--) {
            var shape = PhoneShape.of(text, digits, first, last);
            if (shape.isNumber() || (last == open && shape.isNumberIfNamed())) {
                return last;
            }
        }
        return -1;
    }

    /// How far the runs go on with nothing but what may stand within a number.
    private static int openEnd(String text, Digits digits, int first) {
        int last = first;
        while (last - first < MOST_GROUPS - 1
                && digits.gapLength(last) <= 3
                && PhoneShape.isGap(text, digits.end(last), digits.start(last + 1))) {
            last++;
        }
        return last;
    }
}
