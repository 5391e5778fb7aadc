package dev.fogline.edge.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.door.CommandException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommandJudgeTest {

    private static final LearnPrompt PROMPT = new LearnPrompt("two and two?", List.of("4"));

    @Test
    void isGivenTheAnswerAndPrintsAGrade() throws Exception {
        var judge = judge("grep -q '\"answer\":\"it is 4\".*\"accepted\":\\[\"4\"\\]' && echo 0.5");

        assertThat(judge.grade(PROMPT, "small", "it is 4")).isEqualTo(0.5);
    }

    @Test
    void mayLeaveItsInputUnread() throws Exception {
        assertThat(judge("echo 1").grade(PROMPT, "small", "x".repeat(1 << 20))).isEqualTo(1);
    }

    @Test
    void whatIsNoGradeIsSaid() {
        assertThatThrownBy(() -> judge("echo good").grade(PROMPT, "small", ""))
                .isInstanceOf(CommandException.class)
                .hasMessage("the judge was to print a number from 0 to 1");
        assertThatThrownBy(() -> judge("exit 3").grade(PROMPT, "small", ""))
                .hasMessage("the judge ended with status 3: exit 3");
    }

    @Test
    void aJudgeThatHangsIsEnded() {
        var judge = new CommandJudge("sleep 600", Duration.ofMillis(1));

        assertThatThrownBy(() -> judge.grade(PROMPT, "small", ""))
                .hasMessage("the judge did not answer within 0 s: sleep 600");
    }

    private static CommandJudge judge(String command) {
        return new CommandJudge(command, Duration.ofSeconds(30));
    }
}
