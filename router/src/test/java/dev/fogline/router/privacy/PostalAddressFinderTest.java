package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostalAddressFinderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "221B Baker Street",
                "1600 Pennsylvania Ave",
                "10 Martin Luther King Blvd",
                "12 rue de Rivoli",
                "P.O. Box 123",
                "Apt. 12",
                "Hauptstraße 12",
                "Musterstr. 12",
                "CA 94105",
                "SW1A 1AA",
                "K1A 0B1"
            })
    void anAddressIsFound(String address) {
        assertThat(Found.of(Kind.POSTAL_ADDRESS, "I live at " + address + " now.")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 ways to cook",
                "In 2 the street",
                "5 apples, Baker Street",
                "CA 941055",
                "box 12",
                "Room 5 Lane"
            })
    void whatOnlyLooksLikeOneIsNot(String text) {
        assertThat(Found.of(Kind.POSTAL_ADDRESS, text)).isEmpty();
    }
}
