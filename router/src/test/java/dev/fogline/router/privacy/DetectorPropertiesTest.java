package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DetectorPropertiesTest {

    private static final int CASES = 2_000;
    private static final List<String> AROUND =
            List.of("", " ", "是", "é ", "😀", "(", "\n", "\"", "x: ", "—", "\u200b", "а б ");

    private final SplittableRandom random = new SplittableRandom(1);
    private final Numbers numbers = new Numbers(random);

    @Test
    void everyCardIsFound() {
        for (int i = 0; i < CASES; i++) {
            String card = numbers.card();
            assertThat(Found.of(Kind.CARD, "in " + card + " of")).containsExactly(card);
            assertThat(Found.of(Kind.CARD, "«" + Numbers.grouped(card) + "»")).hasSize(1);
        }
    }

    @Test
    void noCardIsFoundWithOneDigitChanged() {
        for (int i = 0; i < CASES; i++) {
            String wrong = numbers.withOneDigitChanged(numbers.card(), 0);
            assertThat(Found.of(Kind.CARD, "card " + wrong)).isEmpty();
        }
    }

    @Test
    void everyIbanIsFound() {
        for (int i = 0; i < CASES; i++) {
            String iban = numbers.iban();
            assertThat(Found.of(Kind.IBAN, "to " + iban + ",")).containsExactly(iban);
            assertThat(Found.of(Kind.IBAN, "(" + Numbers.grouped(iban) + ")")).hasSize(1);
        }
    }

    @Test
    void noIbanIsFoundWithOneDigitChanged() {
        for (int i = 0; i < CASES; i++) {
            String wrong = numbers.withOneDigitChanged(numbers.iban(), 2);
            assertThat(Found.of(Kind.IBAN, wrong)).isEmpty();
        }
    }

    @Test
    void everySocialSecurityNumberIsFoundAndNoneOfAnUnassignedArea() {
        for (int i = 0; i < CASES; i++) {
            String number = numbers.socialSecurity();
            assertThat(Found.of(Kind.SOCIAL_SECURITY, "is " + number + "."))
                    .containsExactly(number);
            String unassigned = "9" + number.substring(1);
            assertThat(Found.of(Kind.SOCIAL_SECURITY, "is " + unassigned + ".")).isEmpty();
        }
    }

    @Test
    void whateverStandsAroundTheNumberIsFound() {
        for (String before : AROUND) {
            for (String after : AROUND) {
                // A letter of any script makes the number another word, but for signs and blanks.
                String text = before.strip() + " " + numbers.card() + after.replace("是", "。");
                assertThat(Found.of(Kind.CARD, text))
                        .as(text)
                        .hasSize(
                                after.startsWith("é")
                                                || after.startsWith("x")
                                                || after.startsWith("а")
                                        ? 0
                                        : 1);
            }
        }
    }

    @Test
    void anyTextIsInspectedWithoutAFaultAndTwiceAlike() {
        var detector = Detector.of(EnumSet.allOf(Kind.class));
        for (int i = 0; i < CASES; i++) {
            var texts = List.of(noise(), noise());

            Detection detection = detector.inspect(texts);

            assertThat(detector.inspect(texts)).isEqualTo(detection);
            assertThat(detection.findings())
                    .allSatisfy(
                            finding ->
                                    assertThat(finding.end())
                                            .isLessThanOrEqualTo(
                                                    texts.get(finding.text()).length()));
        }
    }

    /// Signs that finders stop at, in any order, with broken surrogates.
    private String noise() {
        String signs = "0123456789 ab@.:-+()/=\"'_xXZGBDE89é是\ud83d\ude00\n";
        var text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append(signs.charAt(random.nextInt(signs.length())));
            if (random.nextInt(12) == 0) {
                text.append(
                        List.of(
                                        "password: ",
                                        "-----BEGIN ",
                                        "://",
                                        "eyJ",
                                        "sk-",
                                        "SG.",
                                        "my name is ",
                                        "Box ",
                                        "::",
                                        "phone ")
                                .get(random.nextInt(10)));
            }
        }
        return text.toString();
    }
}
