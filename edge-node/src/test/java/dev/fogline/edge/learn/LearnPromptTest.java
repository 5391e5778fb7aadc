package dev.fogline.edge.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.learn.LearnPrompt.Answers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnPromptTest {

    @TempDir private Path dir;

    @Test
    void takesEveryPromptOnce() throws Exception {
        Path file =
                write(
                        """
                        {"prompt": "a", "answer": "1", "accept": ["one"]}

                        {"prompt": "b"}
                        {"prompt": "a", "answer": "2"}
                        """);

        assertThat(LearnPrompt.read(file, Answers.OPTIONAL))
                .containsExactly(
                        new LearnPrompt("a", List.of("1", "one")), new LearnPrompt("b", List.of()));
    }

    @Test
    void namesTheLineThatIsOfNoUse() throws Exception {
        Path file = write("{\"prompt\": \"a\", \"answer\": \"1\"}\n{\"prompt\": \"b\"}\n");

        assertThatThrownBy(() -> LearnPrompt.read(file, Answers.NEEDED))
                .hasMessage(
                        file
                                + ", line 2: not an object with prompt and answer; other judges than exact need no answer");
    }

    private Path write(String text) throws Exception {
        return Files.writeString(dir.resolve("prompts.jsonl"), text);
    }
}
