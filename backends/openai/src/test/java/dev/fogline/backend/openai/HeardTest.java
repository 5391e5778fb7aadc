package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Announcement;
import dev.fogline.spi.NodeState;
import dev.fogline.spi.NodeState.Readiness;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeardTest {

    private static final long NOW = 10_000_000_000L;

    @Test
    void readsLoadPriceAndAge() throws Exception {
        Heard heard =
                heard(
                        """
                        {"sequence":7,"age_millis":250,"valid_millis":3000,"models":[{"model":"m",
                        "readiness":"ready","slots":64,"running":40,"queued":2,"unread_tokens":900,"kv_use":0.5,
                        "tokens_per_second":900,"wait_millis":12.5,"price":{"usd_per_hour":2.5,
                        "batch_curve":[{"batch":1,"tokens_per_second":100},
                        {"batch":64,"tokens_per_second":1000}],"source":"assumed"}}]}
                        """);

        var pool =
                new Pool(2.5, List.of(new BatchSpeed(1, 100), new BatchSpeed(64, 1000)), "assumed");
        assertThat(heard.valid()).hasMillis(3000);
        assertThat(heard.states())
                .isEqualTo(
                        Map.of(
                                "m",
                                new NodeState(
                                                Readiness.READY,
                                                64,
                                                40,
                                                2,
                                                900,
                                                0.5,
                                                0,
                                                9_750_000_000L)
                                        .reading(900)
                                        .announcing(new Announcement(12.5, Optional.of(pool)))));
    }

    @Test
    void whatIsLeftOutIsUnknown() throws Exception {
        NodeState state = heard("{\"models\":[{\"model\":\"m\"}]}").states().get("m");

        assertThat(state.slots()).isEqualTo(Integer.MAX_VALUE);
        assertThat(state.running()).isZero();
        assertThat(state.announcement()).contains(new Announcement(0, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"models\":3}",
                "{\"models\":[7,{\"model\":\"\"}]}",
                "{\"models\":[{\"model\":\"m\",\"running\":-1}]}",
                "{\"models\":[{\"model\":\"m\",\"unread_tokens\":-1}]}",
                "{\"models\":[{\"model\":\"m\",\"readiness\":\"asleep\"}]}",
                "{\"models\":[{\"model\":\"m\",\"kv_use\":7}]}",
                "{\"models\":[{\"model\":\"m\",\"price\":{\"usd_per_hour\":1,\"batch_curve\":[]}}]}"
            })
    void whatIsOfNoUseIsLeftOut(String message) throws Exception {
        assertThat(heard(message).states()).isEmpty();
    }

    private static Heard heard(String message) throws Exception {
        return Heard.of(Json.object(message), NOW);
    }
}
