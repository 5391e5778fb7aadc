package dev.fogline.backend.llamacpp.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fogline.backend.llamacpp.LlamaBackendProvider;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.Chunk.ToolCallPart;
import dev.fogline.spi.answer.FinishReason;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.request.Tool;
import dev.fogline.spi.tck.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Models of random weights, which would babble, made to call tools: from the request through the
/// template, the grammar, a worker's process and the reading of its answer to the parts of a call.
@Timeout(120)
class ToolCallingTest {

    private static final Map<String, Tool> TOOLS =
            List.of(
                            new Tool(
                                    "weather",
                                    "What the weather will be.",
                                    """
                                    {"type": "object", "additionalProperties": false,
                                     "required": ["city", "days"],
                                     "properties": {
                                       "city": {"type": "string", "minLength": 1, "maxLength": 8},
                                       "days": {"type": "integer", "minimum": 1, "maximum": 14},
                                       "unit": {"enum": ["°C", "°F"]}}}
                                    """),
                            new Tool(
                                    "move",
                                    "Moves things.",
                                    """
                                    {"type": "object", "additionalProperties": false,
                                     "required": ["path"],
                                     "properties": {
                                       "path": {"type": "array", "minItems": 1, "maxItems": 3,
                                                "items": {"type": "boolean"}}}}
                                    """),
                            new Tool("clock", "What time it is.", "{}"))
                    .stream()
                    .collect(Collectors.toMap(Tool::name, Function.identity()));

    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TempDir private Path folder;

    private record Call(String id, String name, String argumentsJson) {}

    /// One for each dialect; Gemma's template knows no tools, the last two are not the model's own.
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "qwen2.5,      qwen2.5",
        "qwen3,        qwen3",
        "llama-3.2,    llama-3.2",
        "mistral-nemo, mistral-nemo",
        "command-r7b,  command-r7b",
        "command-r,    command-r-tools",
        "gemma-2,      gemma-2",
        "mistral-nemo, ministral-3",
        "qwen3,        qwen3-coder",
    })
    void aRequiredCallNamesOneOfTheToolsAndFitsItsSchema(String model, String template)
            throws Exception {
        try (Backend backend = backend(model, template)) {
            for (long seed = 1; seed <= 2; seed++) {
                List<Call> calls = calls(backend, "required", seed);

                assertThat(calls).isNotEmpty();
                calls.forEach(ToolCallingTest::assertFits);
            }
            for (String name : List.of("weather", "move")) {
                List<Call> calls = calls(backend, name, 6);

                assertThat(calls).isNotEmpty().extracting(Call::name).containsOnly(name);
                calls.forEach(ToolCallingTest::assertFits);
            }
        }
    }

    private Backend backend(String model, String template) throws IOException {
        Miniature miniature =
                Architectures.all().filter(it -> it.name().equals(model)).findFirst().orElseThrow();
        Path file = miniature.write(folder, tensor -> true, Map.of("context_length", 8192));
        Path jinja = Files.writeString(folder.resolve("template"), ChatTemplate.of(template));
        return new LlamaBackendProvider()
                .create(
                        "edge",
                        Settings.of(
                                new LlamaBackendProvider().settings(),
                                Map.of(
                                        "file",
                                        file.toString(),
                                        "model",
                                        model,
                                        "chat-template",
                                        jinja.toString(),
                                        "context-tokens",
                                        "8192",
                                        "slots",
                                        "1")),
                        Ticker.system());
    }

    private static List<Call> calls(Backend backend, String choice, long seed) throws Exception {
        String model = backend.models().getFirst().name();
        var sink = new RecordingSink();

        Answer answer = backend.generate(request(model, choice, seed), model, sink);

        assertThat(answer.finish()).as(sink.chunks().toString()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(sink.text()).isBlank();
        return whole(sink);
    }

    /// Parts of one call have one index; the first has the id and the name, arguments are joined.
    private static List<Call> whole(RecordingSink sink) {
        var calls = new ArrayList<Call>();
        for (ToolCallPart part :
                sink.chunks().stream().flatMap(chunk -> chunk.toolCalls().stream()).toList()) {
            if (part.index() == calls.size()) {
                calls.add(new Call(part.id(), part.name(), part.argumentsJson()));
            } else {
                Call last = calls.removeLast();
                assertThat(part.index()).isEqualTo(calls.size());
                assertThat(part.id() + part.name()).isEmpty();
                calls.add(
                        new Call(
                                last.id(),
                                last.name(),
                                last.argumentsJson() + part.argumentsJson()));
            }
        }
        return calls;
    }

    private static void assertFits(Call call) {
        assertThat(call.id()).isNotBlank();
        assertThat(TOOLS).containsKey(call.name());
        assertThat(
                        SCHEMAS.getSchema(TOOLS.get(call.name()).parametersJson(), InputFormat.JSON)
                                .validate(call.argumentsJson(), InputFormat.JSON))
                .as(call.toString())
                .isEmpty();
    }

    private static InferenceRequest request(String model, String choice, long seed) {
        var hot =
                new Sampling(
                        1,
                        1,
                        0,
                        0,
                        0,
                        0,
                        OptionalLong.of(seed),
                        List.of(),
                        Sampling.NO_PROBABILITIES);
        return new InferenceRequest(
                "1",
                model,
                new Input.Chat(
                        List.of(Message.user("Will it rain?")),
                        List.copyOf(TOOLS.values()),
                        choice),
                hot,
                new OutputFormat.Text(),
                4000,
                Duration.ofMinutes(1),
                "local",
                DataClass.PUBLIC);
    }
}
