package dev.fogline.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fogline.edge.door.Prompts;
import dev.fogline.edge.openai.Envelope;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A question, and who shall decide about it and answer it; a picocli mixin.
final class QuestionFlags {

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "whom to ask (default: ${DEFAULT-VALUE})")
    private String model = "auto";

    @Option(
            names = "--policy",
            paramLabel = "NAME",
            description = "the policy that shall decide; the node's own choice if not given")
    private @Nullable String policy;

    @Parameters(arity = "1..*", paramLabel = "TEXT", description = "the question")
    private List<String> text = List.of();

    QuestionFlags() {}

    /// The body of a chat request.
    ObjectNode chat() {
        return Prompts.chat(model, text);
    }

    /// To be sent beside the body.
    Map<String, String> headers() {
        return policy == null ? Map.of() : Map.of(Envelope.POLICY, policy);
    }
}
