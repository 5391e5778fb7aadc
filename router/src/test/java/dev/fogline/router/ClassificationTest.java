package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.privacy.Detector;
import dev.fogline.router.privacy.Kind;
import dev.fogline.spi.request.DataClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassificationTest {

    private static final List<String> TEXTS =
            List.of("My card is 4111 1111 1111 1111.", "Write to a.b@example.org, c@example.org");

    @Test
    void aTextIsPublicWhereNobodySaysOtherwise() {
        assertThat(of(DataClass.PUBLIC, policy(Optional.empty()))).isEqualTo(Classification.PUBLIC);
    }

    @Test
    void whatTheClientCallsPrivateIsPrivateUnderAnyPolicy() {
        assertThat(of(DataClass.PRIVATE, policy(Optional.of(DataClass.PUBLIC))))
                .isEqualTo(new Classification(DataClass.PRIVATE, "client", Map.of()));
    }

    @Test
    void whatThePolicyCallsPrivateIsPrivate() {
        assertThat(of(DataClass.PUBLIC, policy(Optional.of(DataClass.PRIVATE))))
                .isEqualTo(new Classification(DataClass.PRIVATE, "policy", Map.of()));
    }

    @Test
    void whatTheDetectorFindsIsCountedByKind() {
        assertThat(of(DataClass.PUBLIC, policy(Optional.empty(), Kind.EMAIL, Kind.CARD)))
                .isEqualTo(
                        new Classification(
                                DataClass.PRIVATE, "detector", Map.of("card", 1, "email", 2)));
    }

    @Test
    void aTextInWhichNothingIsFoundIsPublic() {
        assertThat(of(DataClass.PUBLIC, policy(Optional.empty(), Kind.IBAN)))
                .isEqualTo(Classification.PUBLIC);
    }

    private static Classification of(DataClass said, NamedPolicy policy) {
        return Classification.of(said, TEXTS, policy);
    }

    private static NamedPolicy policy(Optional<DataClass> dataClass, Kind... kinds) {
        var requirements =
                new Requirements(
                        dataClass,
                        Set.of(),
                        Set.of(),
                        0,
                        Set.of(),
                        Optional.empty(),
                        OptionalDouble.empty());
        return new NamedPolicy(
                "p",
                requirements,
                Detector.of(Set.of(kinds)),
                new Objective("p", NamedPolicy.USUAL_PRICE, List.of(), List.of()),
                Conduct.within(Limits.DEFAULT));
    }
}
