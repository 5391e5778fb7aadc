package dev.fogline.edge.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CliRun;
import dev.fogline.edge.pull.HubServer;
import dev.fogline.edge.pull.HubServer.Reply;
import dev.fogline.edge.scripted.ScriptedPlugin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as a user gives them, with a backend that takes for a model what begins with
/// "GGUF".
class ModelCommandsTest {

    private static final byte[] MODEL = "GGUF0001 and weights".getBytes(StandardCharsets.UTF_8);

    @TempDir Path home;

    private Path models;
    private Path config;
    private CliRun run = CliRun.of(new ModelsCommand(), "--help");

    @BeforeEach
    void prepare() throws IOException {
        ScriptedPlugin.jar(Files.createDirectories(home.resolve("plugins")));
        models = home.resolve("models");
        config =
                Files.writeString(
                        home.resolve("node.yaml"),
                        "plugins: " + home.resolve("plugins") + "\nmodels: " + models + "\n");
    }

    @Test
    void aModelIsPulledListedCheckedAndRemoved() throws Exception {
        try (var hub = hub()) {
            models("pull", "hf:maker/small:Q8_0", "--mirror", hub.address().toString());
        }
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("pulled small-Q8_0 (20 bytes)")
                .endsWith("run it: fogline serve --model small-Q8_0" + System.lineSeparator());
        assertThat(models.resolve("small-Q8_0.gguf")).hasBinaryContent(MODEL);

        models("list", "--json");
        assertThat(json(0).path("name").asText()).isEqualTo("small-Q8_0");
        assertThat(json(0).path("receipt").path("source").asText())
                .isEqualTo("hf:maker/small:Q8_0");
        assertThat(json(1).path("models").asInt()).isEqualTo(1);

        models("verify", "--json");
        assertThat(run.code()).isZero();
        assertThat(json(0).path("good").asBoolean()).isTrue();
        assertThat(json(0).path("needed_bytes").asLong()).isEqualTo(1L << 30);
        assertThat(json(1).path("bad").asInt()).isZero();

        models("remove", "small-Q8_0");
        assertThat(run.out()).startsWith("removed small-Q8_0: 20 bytes freed");
        models("list");
        assertThat(run.out()).startsWith("no models in " + models);
    }

    @Test
    void aSecondPullOfTheSameChangesNothing() throws Exception {
        Path file = Files.write(home.resolve("some.gguf"), MODEL);
        models("pull", file.toString(), "--name", "mine");

        models("pull", file.toString(), "--name", "mine");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("already there: mine");
    }

    @Test
    void aNameIsNotGivenTwice() throws Exception {
        models("pull", Files.write(home.resolve("some.gguf"), MODEL).toString(), "--name", "mine");

        models("pull", Files.write(home.resolve("other.gguf"), MODEL).toString(), "--name", "mine");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "another model is called mine already; remove it first, or choose a --name");
    }

    @Test
    void whatIsNoModelIsNotInstalled() throws Exception {
        Path file = Files.writeString(home.resolve("text.gguf"), "hello");

        models("pull", file.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "what came is no model that can be used, and was thrown away: text: not a GGUF file");
        assertThat(models.resolve("text.gguf")).doesNotExist();
        assertThat(models.resolve("text.gguf.part")).doesNotExist();
    }

    @Test
    void twoPullsOfOneNameDoNotMeet() throws Exception {
        Path file = Files.write(home.resolve("some.gguf"), MODEL);
        try (var held = new ModelStore(models).hold("some")) {
            models("pull", file.toString());

            assertThat(held.channel().isOpen()).isTrue();
        }
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("some is being pulled or removed by another command");
    }

    @Test
    void progressIsToldAsJson() throws Exception {
        try (var hub = hub()) {
            models("pull", "--json", "hf:maker/small:Q8_0", "--mirror", hub.address().toString());
        }

        assertThat(json(0).path("event").asText()).isEqualTo("progress");
        assertThat(json(0).path("total_bytes").asInt()).isEqualTo(MODEL.length);
        assertThat(json(-1).path("name").asText()).isEqualTo("small-Q8_0");
        assertThat(json(-1).path("sha256").asText()).isEqualTo(sha256(MODEL));
    }

    @Test
    void changedContentIsBad() throws Exception {
        models("pull", Files.write(home.resolve("some.gguf"), MODEL).toString());
        Files.writeString(models.resolve("some.gguf"), "GGUF0001 and others!");

        models("verify", "some");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("some: bad")
                .contains("the content is not what was pulled: sha256 ");
    }

    @Test
    void whatDoesNotFitTheMachineIsBad() throws Exception {
        models("pull", Files.writeString(home.resolve("huge.gguf"), "GGUF9999").toString());

        models("verify");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("it does not fit this machine's memory");
    }

    @Test
    void aBrokenModelIsBadAndListed() throws Exception {
        Files.createDirectories(models);
        Files.writeString(models.resolve("broken.gguf"), "hello");

        models("list");
        assertThat(run.out()).contains("broken cannot be used: ").contains("not a GGUF file");
        models("verify", "--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(json(0).path("problems").path(0).asText()).endsWith("not a GGUF file");
    }

    @Test
    void namesDoNotLeadOutOfTheFolder() throws Exception {
        Path outside = Files.write(home.resolve("outside.gguf"), MODEL);

        models("remove", "../outside");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("'../outside' is no name for a model");
        assertThat(outside).exists();
    }

    @Test
    void saysThatAModelIsNotThere() {
        models("info", "absent");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "there is neither a model nor a file absent; fogline models list shows what is in "
                                + models);
    }

    @Test
    void infoTellsWhatTheFileSays() throws Exception {
        Path file = Files.write(home.resolve("some.gguf"), MODEL);

        models("info", file.toString(), "--json");

        assertThat(json(0).path("licence").asText()).isEqualTo("mit");
        assertThat(json(0).path("chat").asBoolean()).isTrue();
        assertThat(json(0).path("context_tokens").asInt()).isEqualTo(2048);
    }

    @Test
    void aWrongChecksumOfTheUserIsFoundBeforeAnythingIsFetched() throws Exception {
        try (var hub = hub()) {
            models(
                    "pull",
                    "hf:maker/small:Q8_0",
                    "--mirror",
                    hub.address().toString(),
                    "--sha256",
                    "0".repeat(64));

            assertThat(hub.requests()).hasSize(1);
        }
        assertThat(run.err()).contains("not the one wanted; nothing was fetched");
    }

    @Test
    void benchPrintsWhatWasMeasured() throws Exception {
        Path file = Files.write(home.resolve("some.gguf"), MODEL);

        run =
                CliRun.of(
                        new BenchCommand(),
                        "engine",
                        "--config",
                        config.toString(),
                        "--model",
                        file.toString(),
                        "--prompt-tokens",
                        "7",
                        "--generate-tokens",
                        "3",
                        "--parallel",
                        "2",
                        "--repeat",
                        "4",
                        "--json");

        assertThat(json(0).path("prefill_tokens_per_s").asDouble()).isEqualTo(7);
        assertThat(json(0).path("decode_tokens_per_s").asDouble()).isEqualTo(3);
        assertThat(json(0).path("first_token_millis").asDouble()).isEqualTo(2);
        assertThat(json(0).path("load_millis").asDouble()).isEqualTo(4);
        assertThat(json(0).path("rss_mib").asDouble()).isEqualTo(5);
    }

    private HubServer hub() throws Exception {
        String sha = sha256(MODEL);
        return HubServer.start(
                request ->
                        request.path().startsWith("/api/")
                                ? Reply.json(
                                        "[{\"path\":\"small-Q8_0.gguf\",\"lfs\":{\"oid\":\""
                                                + sha
                                                + "\",\"size\":"
                                                + MODEL.length
                                                + "}}]")
                                : Reply.file(request, MODEL, "\"a\""));
    }

    private void models(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = config.toString();
        run = CliRun.of(new ModelsCommand(), all);
    }

    /// @param line from 0, or from the end below it
    private JsonNode json(int line) throws IOException {
        var lines = run.out().lines().toList();
        return new ObjectMapper().readTree(lines.get(line < 0 ? lines.size() + line : line));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
