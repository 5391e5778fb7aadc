package dev.fogline.router.privacy;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a piece of text may be that should not leave the device.
///
/// The order is the order of trust: where two kinds claim one place, the earlier has it.
public enum Kind {
    /// A key, token, password or private key that opens something.
    SECRET,
    /// An e-mail address.
    EMAIL,
    /// An international bank account number.
    IBAN,
    /// The number of a payment card.
    CARD,
    /// A number by which a state knows a person: social security, national insurance, tax.
    SOCIAL_SECURITY,
    /// The address of a machine, version 4 or 6.
    IP_ADDRESS,
    /// The address of a cryptocurrency account.
    CRYPTO_WALLET,
    /// A telephone number.
    PHONE,
    /// A street address, a box, or a postal code that cannot be anything else.
    POSTAL_ADDRESS,
    /// A person's name. Found where the text says that it is one, and for common given names.
    NAME;

    private static final Set<Kind> STRUCTURED =
            Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(POSTAL_ADDRESS, NAME)));

    /// Those with a format of their own, which a rule can recognise. Names and postal addresses
    /// have none: they are missed often, and stand in many texts that are nobody's secret, so they
    /// must be asked for.
    public static Set<Kind> structured() {
        return STRUCTURED;
    }

    /// All names, in the order of trust, with commas between them.
    public static String configNames() {
        return Arrays.stream(values()).map(Kind::configName).collect(Collectors.joining(", "));
    }

    /// @param name as in the configuration, for example `ip-address`
    public static Optional<Kind> named(String name) {
        return Arrays.stream(values()).filter(kind -> kind.configName().equals(name)).findFirst();
    }

    /// The name in configurations and output, for example `ip-address`.
    public String configName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
