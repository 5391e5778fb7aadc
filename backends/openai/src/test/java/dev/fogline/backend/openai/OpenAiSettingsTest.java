package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.ServedModel;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.request.Ability;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiSettingsTest {

    @ParameterizedTest
    @CsvSource({
        "http://h:8000, http://h:8000/v1",
        "http://h:8000/, http://h:8000/v1",
        "https://h/v1, https://h/v1",
        "https://h/api/v1/, https://h/api/v1",
        "https://h/prefix, https://h/prefix/v1",
        "https://h/v1beta/openai, https://h/v1beta/openai"
    })
    void addsTheVersionWhereThePathNamesNone(String url, String base) {
        assertThat(Endpoint.of(url).base()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://h/v1",
                "h:8000",
                "http://",
                "http://u:p@h/v1",
                "http://h/v1?k=v",
                "%"
            })
    void refusesWhatIsNoPlainHttpAddress(String url) {
        assertThatThrownBy(() -> Endpoint.of(url))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("url: ");
    }

    @Test
    void fillsInTheFallbacks() {
        var settings = Fixture.settings("http://h", Map.of());

        assertThat(settings.connectTimeout()).hasMillis(2000);
        assertThat(settings.readTimeout()).hasMillis(30_000);
        assertThat(settings.probeInterval()).hasMillis(5000);
        assertThat(settings.idleConnections()).isEqualTo(64);
        assertThat(settings.contextTokens()).isEqualTo(ServedModel.UNKNOWN_CONTEXT);
        assertThat(settings.abilities()).isEmpty();
    }

    @Test
    void knowsWhereTheBeaconIs() {
        assertThat(Fixture.settings("http://h", Map.of()).beacon())
                .isEqualTo(new OpenAiSettings.Beacon.Offered());
        assertThat(Fixture.settings("http://h", Map.of("beacon", "off")).beacon())
                .isEqualTo(new OpenAiSettings.Beacon.Off());
        assertThat(Fixture.settings("http://h", Map.of("beacon", "http://b:1/load")).beacon())
                .isEqualTo(new OpenAiSettings.Beacon.At(URI.create("http://b:1/load")));
        assertThatThrownBy(() -> Fixture.settings("http://h", Map.of("beacon", "yes")))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("beacon: ");
    }

    @Test
    void knowsHowVllmGoesOn() {
        assertThat(Fixture.settings("http://h", Map.of("continues", "vllm")).continues())
                .isEqualTo(OpenAiSettings.Continues.VLLM);
        assertThatThrownBy(() -> Fixture.settings("http://h", Map.of("continues", "yes")))
                .isInstanceOf(SettingException.class)
                .hasMessageEndingWith("'yes' is neither no nor vllm");
    }

    @Test
    void narrowsTheAbilities() {
        assertThat(Fixture.settings("http://h", Map.of("abilities", "chat, json")).abilities())
                .contains(Set.of(Ability.CHAT, Ability.JSON));
    }

    @Test
    void refusesAnUnknownAbility() {
        assertThatThrownBy(() -> Fixture.settings("http://h", Map.of("abilities", "chat,sing")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'sing'");
    }

    @Test
    void refusesAKeyThatWouldOpenAnotherHeaderWithoutRepeatingIt() {
        assertThatThrownBy(() -> Fixture.settings("http://h", Map.of("api-key", "sk-1\r\nx: y")))
                .isInstanceOf(SettingException.class)
                .hasMessageNotContaining("sk-1");
    }

    @Test
    void doesNotPrintTheKey() {
        assertThat(Fixture.settings("http://h", Map.of("api-key", Fixture.KEY)).toString())
                .isEqualTo("OpenAiSettings[Endpoint[base=http://h/v1]]");
    }
}
