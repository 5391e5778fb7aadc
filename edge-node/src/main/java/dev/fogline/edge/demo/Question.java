package dev.fogline.edge.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A question whose answer is known.
///
/// @param id unique in its set
/// @param skill what it asks for
/// @param prompt the user's text
/// @param accepted every right answer, at least one
public record Question(String id, String skill, String prompt, List<String> accepted) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Question {
        accepted = List.copyOf(accepted);
    }

    /// Strict: the trimmed reply is one of the accepted answers.
    public boolean isRight(String reply) {
        return accepted.contains(reply.strip());
    }

    /// All of a file.
    ///
    /// @param file one JSON object a line with `id`, `prompt`, `answer`, and perhaps `skill` and
    ///   `accept`
    /// @throws CommandException naming the line that is not one
    public static List<Question> read(Path file) {
        var questions = new ArrayList<Question>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank())
                    .forEach(line -> questions.add(parse(line, file, questions.size() + 1)));
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + failed.getMessage());
        }
        if (questions.isEmpty()) {
            throw new CommandException(file + " holds no questions");
        }
        return List.copyOf(questions);
    }

    private static Question parse(String line, Path file, int number) {
        try {
            JsonNode node = MAPPER.readTree(line);
            var accepted = new ArrayList<String>();
            accepted.add(node.required("answer").asText());
            node.path("accept").forEach(other -> accepted.add(other.asText()));
            return new Question(
                    node.path("id").asText("line-" + number),
                    node.path("skill").asText(""),
                    node.required("prompt").asText(),
                    accepted);
        } catch (JsonProcessingException | IllegalArgumentException unfit) {
            throw new CommandException(
                    file + ", line " + number + ": not a question with prompt and answer");
        }
    }
}
