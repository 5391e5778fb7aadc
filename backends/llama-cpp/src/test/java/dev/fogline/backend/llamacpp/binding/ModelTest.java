package dev.fogline.backend.llamacpp.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.backend.llamacpp.DemoModel;
import dev.fogline.backend.llamacpp.binding.PromptSpan.Kind;
import dev.fogline.backend.llamacpp.natives.LlamaException;
import dev.fogline.backend.llamacpp.text.Utf8Decoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {

    private static final int START = 1; // <|im_start|>
    private static final int END = 2; // <|im_end|>

    private final Model model = DemoModel.edge();

    @AfterEach
    void free() {
        model.close();
    }

    @Test
    void readsTheSpecialTokensOfMarkup() {
        assertThat(tokens(Kind.MARKUP, "<|im_start|>")).containsExactly(START);
    }

    @Test
    void readsNoSpecialTokensInText() {
        assertThat(tokens(Kind.TEXT, "<|im_start|>")).doesNotContain(START).hasSizeGreaterThan(1);
    }

    @Test
    void addsNoBeginTokenForAModelThatWantsNone() {
        assertThat(DemoModel.chatTokens(model, "Hi")[0]).isEqualTo(START);
    }

    @Test
    void endsAtTheEndToken() {
        assertThat(model.endsGeneration(END)).isTrue();
        assertThat(model.endsGeneration(START)).isFalse();
    }

    @Test
    void specialTokensHaveATextForWhoWantsIt() {
        assertThat(model.piece(END)).isEmpty();
        assertThat(model.markup(END)).asString(StandardCharsets.UTF_8).isEqualTo("<|im_end|>");
    }

    @Test
    void restoresTextWhoseCharactersAreSplitOverTokens() {
        String text = "naïve 日本語 😀 family 👨‍👩‍👧\0.";
        var decoder = new Utf8Decoder();
        var restored = new StringBuilder();
        int partial = 0;

        for (int token : tokens(Kind.TEXT, text)) {
            byte[] piece = model.piece(token);
            partial += new String(piece, StandardCharsets.UTF_8).contains("\ufffd") ? 1 : 0;
            restored.append(decoder.decode(piece));
        }

        assertThat(restored).hasToString(text);
        assertThat(partial).isGreaterThan(20);
    }

    @Test
    void tokenizesNothingToNothing() {
        assertThat(tokens(Kind.TEXT, "")).isEmpty();
    }

    @Test
    void refusesATextOfMoreThan16Megabytes() {
        String text = "x".repeat((16 << 20) + 1);

        assertThatThrownBy(() -> tokens(Kind.TEXT, text))
                .isInstanceOf(LlamaException.class)
                .hasMessage("a text of 16777217 bytes is longer than 16777216");
    }

    @Test
    void refusesATokenOutsideOfTheVocabulary() {
        assertThatThrownBy(() -> model.piece(1024)).hasMessage("token 1024 not in [0, 1024)");
    }

    @Test
    void cannotBeUsedAfterItIsClosed() {
        model.close();

        assertThatThrownBy(() -> model.piece(0)).hasMessage("the model is closed");
    }

    @Test
    void saysWhatLlamaHasAgainstAFile(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(DemoModel.EDGE);
        int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("llama");
        bytes[name + 1] = 'x'; // lxama
        Path file = Files.write(folder.resolve("model.gguf"), bytes);

        assertThatThrownBy(() -> Model.load(DemoModel.LIBRARY, file, Loading.FASTEST))
                .isInstanceOf(LlamaException.class)
                .hasMessageStartingWith(file + " cannot be loaded: ")
                .hasMessageContaining("unknown model architecture: 'lxama'")
                .hasMessageNotContaining("\n");
    }

    private int[] tokens(Kind kind, String text) {
        return model.tokenize(List.of(new PromptSpan(kind, text)));
    }
}
