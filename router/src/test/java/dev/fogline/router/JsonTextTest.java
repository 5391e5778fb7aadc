package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.JsonText.Fields;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    private static final Fields FIELDS =
            out -> {
                out.writeNumberField("cost_usd", new BigDecimal("0.000082000"));
                out.writeStringField("text", "ä\n");
                out.writeNumberField("millis", 50.0);
            };

    @Test
    void theTreeSaysWhatTheBytesSay() {
        assertThat(JsonText.bytes(FIELDS))
                .asString()
                .isEqualTo("{\"cost_usd\":0.000082000,\"text\":\"ä\\n\",\"millis\":50.0}")
                .isEqualTo(JsonText.tree(FIELDS).toString());
    }
}
