package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static dev.fogline.edge.door.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.router.Budgets;
import dev.fogline.router.LedgerSetup;
import dev.fogline.spi.ModelProfile.Tier;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node whose one backend has a price, and whose tenants may spend nothing.
class BudgetDoorTest {

    @TempDir Path scratch;

    @Test
    void aSpentBudgetIsAnErrorThatSaysWhenToComeBack() throws Exception {
        var nothing = new LedgerSetup(false, new Budgets(Map.of(Budgets.DEFAULT, 0L)));
        try (RunningNode node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        nothing,
                        RunningNode.backend("cloud", "large", Tier.CLOUD))) {
            var response = node.post("/v1/chat/completions", chat("one", ""));

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(json(response).at("/error/code").asText()).isEqualTo("insufficient_quota");
            assertThat(json(response).at("/error/message").asText())
                    .startsWith("cloud/large: local's budget of 0 USD for today is spent (0);")
                    .endsWith("T00:00:00Z (UTC midnight)");
            assertThat(response.headers().firstValue("x-should-retry")).hasValue("false");
            assertThat(response.headers().firstValueAsLong("retry-after").orElseThrow())
                    .isBetween(1L, 86_400L);
        }
    }
}
