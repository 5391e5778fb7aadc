package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DetectorTest {

    private static final String SAID = "Jürgen 😀: a@b.org, 4111 1111 1111 1111";

    private final Detector structured = Detector.of(Kind.structured());

    @Test
    void placesAreInUtf16UnitsAndByText() {
        Detection detection = structured.inspect(List.of("nothing", SAID));

        assertThat(detection.findings())
                .containsExactly(
                        new Finding(Kind.EMAIL, 1, 11, 18), new Finding(Kind.CARD, 1, 20, 39));
    }

    @Test
    void kindsAreCountedOverAllTexts() {
        Detection detection = structured.inspect(List.of(SAID, "c@d.org"));

        assertThat(detection.counts()).containsExactly(entry(Kind.EMAIL, 2), entry(Kind.CARD, 1));
        assertThat(detection.kinds()).containsExactly(Kind.EMAIL, Kind.CARD);
    }

    @Test
    void nothingInNothing() {
        assertThat(structured.inspect(List.of()).isEmpty()).isTrue();
        assertThat(structured.inspect(List.of("", " ", "no number here")).isEmpty()).isTrue();
    }

    @Test
    void onlyWhatIsAskedForIsLookedFor() {
        assertThat(Detector.of(Set.of(Kind.CARD)).inspect(List.of(SAID)).kinds())
                .containsExactly(Kind.CARD);
        assertThat(Detector.of(Set.of()).inspect(List.of(SAID)).isEmpty()).isTrue();
    }

    @Test
    void namesAndAddressesMustBeAskedFor() {
        String text = "My name is Robert Smith, 221B Baker Street";

        assertThat(structured.inspect(List.of(text)).isEmpty()).isTrue();
        assertThat(Found.kinds(text)).containsExactly(Kind.POSTAL_ADDRESS, Kind.NAME);
    }

    @Test
    void onePlaceIsOneFinding() {
        assertThat(Found.kinds("DE89 3704 0044 0532 0130 00")).containsExactly(Kind.IBAN);
        assertThat(Found.kinds("password: jane.doe1@b.org")).containsExactly(Kind.SECRET);
    }

    @Test
    void whatIsToldDoesNotHoldTheText() {
        Detection detection = structured.inspect(List.of(SAID));

        assertThat(detection.toString()).doesNotContain("a@b", "4111");
    }

    @Test
    void moreThanAThousandPlacesAreCountedOnly() {
        Detection detection = structured.inspect(List.of("a@b.org ".repeat(1_500)));

        assertThat(detection.findings()).hasSize(1_000);
        assertThat(detection.counts()).containsExactly(entry(Kind.EMAIL, 1_500));
    }

    @Test
    void numbersInOrdinaryQuestionsAreNobodys() {
        String text =
                "If f(x) = 4x^3 - 9x - 14, find f(2). In 2021-2022, 1,234,567 of 7,800,000 people (15.8 %) paid"
                        + " $1,299.99 on 03/04/2021 at 12:30:45. See ISBN 978-0-306-40615-7 and version 10.0.19041.1.";

        assertThat(structured.inspect(List.of(text)).isEmpty()).isTrue();
    }

    @Test
    void configurationNamesLeadBack() {
        assertThat(EnumSet.allOf(Kind.class))
                .allSatisfy(kind -> assertThat(Kind.named(kind.configName())).contains(kind));
        assertThat(Kind.SOCIAL_SECURITY.configName()).isEqualTo("social-security");
        assertThat(Kind.named("Email")).isEmpty();
    }
}
