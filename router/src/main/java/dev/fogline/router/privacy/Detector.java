package dev.fogline.router.privacy;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Tells whether texts hold personal data or secrets, and where.
///
/// Answers: *may these texts leave the device?* It does not decide; it says what is there.
///
/// **Pure** and immutable: equal texts give equal detections; any number of threads. **Cost**:
/// linear in the number of characters, about ten microseconds per thousand of them in ordinary
/// questions. **Right** as far as formats go: a number with a valid checksum may still be nobody's,
/// and what has no format (a name, a story) is found in part or not at all.
public final class Detector {

    private final Set<Kind> kinds;
    private final List<Finder> finders;

    private Detector(Set<Kind> kinds) {
        this.kinds = kinds;
        this.finders = kinds.stream().map(Detector::finder).toList();
    }

    /// @param kinds what to look for; see [Kind#structured()]
    public static Detector of(Set<Kind> kinds) {
        var ordered = EnumSet.noneOf(Kind.class);
        ordered.addAll(kinds);
        return new Detector(ordered);
    }

    /// What is looked for.
    public Set<Kind> kinds() {
        return Set.copyOf(kinds);
    }

    /// @param texts in the order of the request; each is looked at by itself
    public Detection inspect(List<String> texts) {
        var found = new Findings();
        for (String text : texts) {
            found.nextText();
            Digits digits = Digits.of(text);
            for (Finder finder : finders) {
                finder.find(text, digits, found);
            }
        }
        return found.detection();
    }

    private static Finder finder(Kind kind) {
        return switch (kind) {
            case SECRET -> new SecretFinder();
            case EMAIL -> new EmailFinder();
            case IBAN -> new IbanFinder();
            case CARD -> new CardFinder();
            case SOCIAL_SECURITY -> new SocialSecurityFinder();
            case IP_ADDRESS -> new IpAddressFinder();
            case CRYPTO_WALLET -> new WalletFinder();
            case PHONE -> new PhoneFinder();
            case POSTAL_ADDRESS -> new PostalAddressFinder();
            case NAME -> new NameFinder();
        };
    }
}
