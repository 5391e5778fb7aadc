package dev.fogline.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final List<Setting> KNOWN =
            List.of(
                    Setting.required("model", "the file, absolute"),
                    Setting.withFallback("threads", "2", "how many threads, 1 to 64"),
                    Setting.optional("template", "another template"),
                    Setting.secret("key", "the API key"));

    @Test
    void fillsFallbacksInAndNothingElse() {
        Settings settings = Settings.of(KNOWN, Map.of("model", "m.gguf"));

        assertThat(settings.values()).isEqualTo(Map.of("model", "m.gguf", "threads", "2"));
    }

    @Test
    void aConfiguredValueWinsOverTheFallback() {
        Settings settings = Settings.of(KNOWN, Map.of("model", "m", "threads", "8"));

        assertThat(settings.integer("threads", 1, 64)).isEqualTo(8);
    }

    @Test
    void refusesAKeyNobodyKnows() {
        refused(
                "thread: is not a setting here",
                () -> Settings.of(KNOWN, Map.of("model", "m", "thread", "8")));
    }

    @Test
    void refusesAMissingKeyAndSaysWhatItIs() {
        refused("model: is missing: the file, absolute", () -> Settings.of(KNOWN, Map.of()));
    }

    @Test
    void readsWholeNumbersInARange() {
        assertThat(with("8").integer("a", 8, 8)).isEqualTo(8);
        refused("a: 9 is not a whole number in [1, 8]", () -> with("9").integer("a", 1, 8));
        refused("a: 0 is not a whole number in [1, 8]", () -> with("0").integer("a", 1, 8));
        refused("a: 1.5 is not a whole number in [1, 8]", () -> with("1.5").integer("a", 1, 8));
    }

    @Test
    void readsNumbersInARange() {
        assertThat(with("0.25").number("a", 0, 1)).isEqualTo(0.25);
        refused("a: 1.1 is not a number in [0.0, 1.0]", () -> with("1.1").number("a", 0, 1));
        refused("a: NaN is not a number in [0.0, 1.0]", () -> with("NaN").number("a", 0, 1));
        refused("a: much is not a number in [0.0, 1.0]", () -> with("much").number("a", 0, 1));
    }

    @Test
    void readsFlags() {
        assertThat(with("true").flag("a")).isTrue();
        assertThat(with("false").flag("a")).isFalse();
        refused("a: yes is neither true nor false", () -> with("yes").flag("a"));
    }

    @Test
    void readsLists() {
        assertThat(with(" x, y ,,z").list("a")).containsExactly("x", "y", "z");
        assertThat(with("x").list("b")).isEmpty();
    }

    @Test
    void saysWhichTextIsMissing() {
        refused("b: is missing", () -> with("x").text("b"));
        assertThat(with("x").find("b")).isEmpty();
    }

    @Test
    void neverPrintsAValue() {
        assertThat(with("sk-secret")).hasToString("Settings[a]");
    }

    @Test
    void namesTheKeyInTheException() {
        assertThat(new SettingException("threads", "too many"))
                .hasMessage("threads: too many")
                .extracting(SettingException::key)
                .isEqualTo("threads");
    }

    private static Settings with(String value) {
        return new Settings(Map.of("a", value));
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(SettingException.class).hasMessage(message);
    }
}
