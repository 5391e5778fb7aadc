package dev.fogline.edge.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionTest {

    @TempDir private Path dir;

    @Test
    void readsPromptAnswerAndOtherRightAnswers() throws IOException {
        Path file =
                write(
                        "{\"id\":\"a\",\"skill\":\"add\",\"prompt\":\"1+1?\",\"answer\":\"2\",\"accept\":[\"two\"]}");

        assertThat(Question.read(file))
                .containsExactly(new Question("a", "add", "1+1?", List.of("2", "two")));
    }

    @Test
    void aReplyIsRightIfItsTrimmedTextIsAccepted() {
        var question = new Question("a", "", "1+1?", List.of("2", "two"));

        assertThat(question.isRight(" two\n")).isTrue();
        assertThat(question.isRight("Two")).isFalse();
        assertThat(question.isRight("")).isFalse();
    }

    @Test
    void namesTheLineThatIsNoQuestion() throws IOException {
        Path file = write("{\"prompt\":\"x\",\"answer\":\"y\"}\n{\"prompt\":\"x\"}");

        assertThatThrownBy(() -> Question.read(file))
                .isInstanceOf(CommandException.class)
                .hasMessage(file + ", line 2: not a question with prompt and answer");
    }

    @Test
    void anEmptySetIsAnError() throws IOException {
        Path file = write("\n\n");

        assertThatThrownBy(() -> Question.read(file)).hasMessage(file + " holds no questions");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(dir.resolve("questions.jsonl"), text);
    }
}
