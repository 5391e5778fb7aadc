package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.chat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.config.PolicyFile;
import dev.fogline.router.LedgerSetup;
import dev.fogline.router.PolicyBook;
import dev.fogline.spi.ModelProfile.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Shadows and quotas over HTTP, with a device and a cloud that say the same.
@Timeout(60)
class ShadowDoorTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String SHADOWED = "fogline_grades_total{by=\"shadow\",model=\"small\"}";
    private static final String POLICIES =
            """
            policies:
              shadowed: {like: prefer-edge, conduct: {shadow-share: 0.2}}
              shared: {cloud-share: 0.25}
            """;

    @TempDir private Path scratch;
    private RunningNode node;

    @BeforeEach
    void start() {
        node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        LedgerSetup.DEFAULT,
                        this::policies,
                        RunningNode.backend("device", "small", Tier.DEVICE),
                        RunningNode.backend("cloud", "large", Tier.CLOUD));
    }

    private PolicyBook policies(PolicyFile file) {
        try {
            return file.read(Files.writeString(scratch.resolve("policies.yaml"), POLICIES));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void theOtherSideIsAskedNowAndThenAndTheDeviceGraded() throws Exception {
        while (!node.get("/metrics").body().contains(SHADOWED)) {
            node.post(CHAT, chat("one two", ""), "x-fogline-policy", "shadowed");
        }

        String id = ledger().stream().filter(line -> line.contains("-shadow\"")).findFirst().get();
        assertThat(id).contains("\"large\"");
        try (Stream<String> journal = Files.lines(scratch.resolve("data/journal.jsonl"))) {
            assertThat(journal.filter(line -> line.contains("\"by\":\"shadow\"")))
                    .allMatch(line -> line.contains("\"grade\":1.0,\"weight\":5.0"));
        }
    }

    @Test
    void privateRequestsCastNone() throws Exception {
        for (int i = 0; i < 60; i++) {
            node.post(
                    CHAT,
                    chat("one two", ""),
                    "x-fogline-policy",
                    "shadowed",
                    "x-fogline-data-class",
                    "private");
        }

        assertThat(node.get("/metrics").body())
                .doesNotContain(SHADOWED)
                .doesNotContain("fogline_attempts_total{backend=\"cloud\"");
        assertThat(ledger()).noneMatch(line -> line.contains("large"));
    }

    @Test
    void aQuotaIsKeptAndExplained() throws Exception {
        int cloud = 0;
        for (int i = 0; i < 80; i++) {
            cloud +=
                    node.post(CHAT, chat("one two", ""), "x-fogline-policy", "shared")
                                    .headers()
                                    .firstValue("x-fogline-backend")
                                    .orElseThrow()
                                    .equals("cloud")
                            ? 1
                            : 0;
        }

        assertThat(cloud).isBetween(18, 22);
        assertThat(
                        node.post("/v1/explain", chat("one two", ""), "x-fogline-policy", "shared")
                                .body())
                .contains("keeps the cloud-share 0.25: the cloud gains 0 in quality");
    }

    private List<String> ledger() throws Exception {
        try (Stream<Path> files = Files.walk(scratch.resolve("data/ledger"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(
                            file -> {
                                try {
                                    return Files.readAllLines(file).stream();
                                } catch (IOException failed) {
                                    throw new AssertionError(failed);
                                }
                            })
                    .toList();
        }
    }
}
