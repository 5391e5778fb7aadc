package dev.fogline.backend.llamacpp.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void keysKeepTheirOrderAndNumbersTheirKind() {
        String json = "{\"b\":1,\"a\":[2.0,-3,true,null,\"x\\n\"]}";

        assertThat(Json.text(Json.value(json))).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":}", "1 2", "nul", "{'a':1}"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.value(text)).isInstanceOf(TemplateException.class);
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> Json.value("[".repeat(100_000)))
                .isInstanceOf(TemplateException.class);
    }
}
