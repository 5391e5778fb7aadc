package dev.fogline.router.privacy;

import java.util.HashMap;
import java.util.Map;

/// International bank account numbers: the country's length and a remainder of 1 by 97 (ISO
/// 13616-1:2020).
final class IbanFinder implements Finder {

    /// Lengths by country, from the IBAN registry of SWIFT (release 99, December 2024).
    private static final Map<String, Integer> LENGTHS =
            lengths(
                    "NO15 BE16 BI27 DK18 FK18 FO18 FI18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 MN20"
                            + " CR22 HR21 LI21 LV21 CH21 BH22 BG22 GE22 DE22 IE22 ME22 RS22 GB22 VA22 AE23 GI23 IL23"
                            + " IQ23 TL23 OM23 SO23 AD24 CZ24 MD24 PK24 RO24 SA24 SK24 ES24 SE24 TN24 VG24 LY25 PT25 ST25"
                            + " IS26 TR26 DJ27 FR27 GR27 IT27 MR27 MC27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HN28 HU28 LB28"
                            + " NI28 PL28 SV28 BR29 EG29 PS29 QA29 UA29 YE30 JO30 KW30 MU30 MT31 SC31 LC32 RU33");

    @Override
    public void find(String text, Digits digits, Findings into) {
        for (int run = 0; run < digits.count(); run++) {
            int start = digits.start(run) - 2;
            if (start >= 0 && digits.length(run) >= 2 && !Around.isWord(text, start - 1)) {
                int end = end(text, start);
                if (end > 0) {
                    into.add(Kind.IBAN, start, end);
                }
            }
        }
    }

    private static int end(String text, int start) {
        String country = Compact.read(text, start, 2).characters();
        Integer length = LENGTHS.get(country);
        if (length == null) {
            return -1;
        }
        Compact number = Compact.read(text, start, length);
        return number.isWhole(text, length) && isValid(number.characters()) ? number.end() : -1;
    }

    private static boolean isValid(String number) {
        return Checksums.mod97(number.substring(4) + number.substring(0, 4)) == 1;
    }

    private static Map<String, Integer> lengths(String table) {
        var lengths = new HashMap<String, Integer>();
        for (String entry : table.split(" ")) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }
}
