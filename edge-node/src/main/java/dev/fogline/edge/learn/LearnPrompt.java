package dev.fogline.edge.learn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A prompt to learn from.
///
/// @param text the user's
/// @param accepted every right answer; may be empty where a judge needs none
record LearnPrompt(String text, List<String> accepted) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    LearnPrompt {
        accepted = List.copyOf(accepted);
    }

    /// @param file one JSON object a line with `prompt`, and perhaps `answer` and `accept`; a
    ///   prompt that comes twice is taken once
    /// @throws CommandException naming the line that is not one
    static List<LearnPrompt> read(Path file, Answers answers) {
        var prompts = new ArrayList<LearnPrompt>();
        var seen = new HashSet<String>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    LearnPrompt prompt = of(MAPPER.readTree(line), answers);
                    if (seen.add(prompt.text())) {
                        prompts.add(prompt);
                    }
                }
            }
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            throw new CommandException(
                    file
                            + ", line "
                            + number
                            + ": not an object with prompt"
                            + (answers == Answers.NEEDED
                                    ? " and answer; other judges than exact need no answer"
                                    : ""));
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage());
        }
        if (prompts.isEmpty()) {
            throw new CommandException(file + " holds no prompts");
        }
        return List.copyOf(prompts);
    }

    /// Whether a prompt without a known answer is of use.
    enum Answers {
        NEEDED,
        OPTIONAL
    }

    private static LearnPrompt of(JsonNode node, Answers answers) {
        var accepted = new ArrayList<String>();
        if (answers == Answers.NEEDED) {
            node.required("answer");
        }
        node.path("accept").forEach(other -> accepted.add(other.asText()));
        if (node.hasNonNull("answer")) {
            accepted.addFirst(node.get("answer").asText());
        }
        JsonNode prompt = node.required("prompt");
        if (!prompt.isTextual()) {
            throw new IllegalArgumentException("no text");
        }
        return new LearnPrompt(prompt.textValue(), accepted);
    }
}
