package dev.fogline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.request.Ability;
import dev.fogline.spi.request.DataClass;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.request.Input;
import dev.fogline.spi.request.Message;
import dev.fogline.spi.request.OutputFormat;
import dev.fogline.spi.request.Sampling;
import dev.fogline.spi.request.Spread;
import dev.fogline.spi.request.Terms;
import dev.fogline.spi.request.Tool;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractionTest {

    private static final Message SYSTEM =
            new Message(Message.Role.SYSTEM, "Be brief.", List.of(), "");

    @Test
    void countsCharactersAndGuessesTokens() {
        Features features = of(Input.Chat.of(List.of(SYSTEM, Message.user("abcd"))));

        assertThat(features.characters()).isEqualTo(13);
        assertThat(features.promptTokens()).isEqualTo(4);
    }

    @Test
    void expectsTheUsualAnswerWithinTheClientsBound() {
        assertThat(bounded(256)).isEqualTo(new Spread(8, 129, 256));
        assertThat(bounded(16)).isEqualTo(new Spread(8, 16, 16));
        assertThat(bounded(InferenceRequest.UNBOUNDED_OUTPUT)).isEqualTo(new Spread(8, 129, 500));
    }

    @Test
    void seesWhatARequestNeeds() {
        var tools = List.of(new Tool("f", "", "{}"));
        var chat = new Input.Chat(List.of(Message.user("x")), tools, "auto");
        var sampling = new Sampling(1, 1, 0, 0, 0, 0, OptionalLong.empty(), List.of(), 0);

        assertThat(of(new Input.Completion("x")).needs()).containsExactly(Ability.COMPLETION);
        assertThat(of(Input.Chat.of(List.of(SYSTEM))).needs()).containsExactly(Ability.CHAT);
        assertThat(of(chat).needs()).containsExactlyInAnyOrder(Ability.CHAT, Ability.TOOLS);
        assertThat(
                        new Extraction()
                                .of(request(chat, sampling, new OutputFormat.JsonObject(), 1))
                                .needs())
                .containsExactlyInAnyOrder(
                        Ability.CHAT, Ability.TOOLS, Ability.JSON, Ability.PROBABILITIES);
        var grammar = new OutputFormat.Grammar("root ::= \"x\"");
        assertThat(
                        new Extraction()
                                .of(request(new Input.Completion("x"), Sampling.GREEDY, grammar, 1))
                                .needs())
                .containsExactlyInAnyOrder(Ability.COMPLETION, Ability.GRAMMAR);
    }

    @Test
    void carriesTheDataClass() {
        assertThat(of(new Input.Completion("x")).dataClass()).isEqualTo(DataClass.PRIVATE);
    }

    @Test
    void looksAtTheLastThingTheUserSaid() {
        var asked = List.of(Message.user("old"), Message.user("new"), says("answer"));

        assertThat(of(Input.Chat.of(asked)).terms()).isEqualTo(TermHashing.of("new"));
        assertThat(of(Input.Chat.of(List.of(SYSTEM))).terms()).isEqualTo(Terms.NONE);
        assertThat(of(new Input.Completion("go on")).terms()).isEqualTo(TermHashing.of("go on"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2_000})
    void turnsOfOneConversationHaveOnePrefix(int repeats) {
        Message question = Message.user("why? ".repeat(repeats));
        var first = List.of(SYSTEM, question);
        var second = List.of(SYSTEM, question, says("because"), Message.user("really?"));

        assertThat(prefix(second)).isEqualTo(prefix(first));
    }

    @Test
    void conversationsThatBeginOtherwiseHaveAnother() {
        long prefix = prefix(List.of(SYSTEM, Message.user("why?")));

        assertThat(prefix(List.of(SYSTEM, Message.user("how?")))).isNotEqualTo(prefix);
        assertThat(prefix(List.of(Message.user("why?")))).isNotEqualTo(prefix);
    }

    private static int prefix(List<Message> messages) {
        return of(Input.Chat.of(messages)).prefixHash();
    }

    private static Message says(String text) {
        return new Message(Message.Role.ASSISTANT, text, List.of(), "");
    }

    private static Spread bounded(int maxOutputTokens) {
        var input = new Input.Completion("x");
        return new Extraction()
                .of(request(input, Sampling.GREEDY, new OutputFormat.Text(), maxOutputTokens))
                .outputTokens();
    }

    private static Features of(Input input) {
        return new Extraction().of(request(input, Sampling.GREEDY, new OutputFormat.Text(), 256));
    }

    private static InferenceRequest request(
            Input input, Sampling sampling, OutputFormat format, int maxOutputTokens) {
        return new InferenceRequest(
                "q",
                "auto",
                input,
                sampling,
                format,
                maxOutputTokens,
                Duration.ofSeconds(1),
                "local",
                DataClass.PRIVATE);
    }
}
