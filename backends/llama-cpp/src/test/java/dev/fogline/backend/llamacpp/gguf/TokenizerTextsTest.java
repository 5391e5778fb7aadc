package dev.fogline.backend.llamacpp.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerTextsTest {

    @TempDir private Path folder;

    @Test
    void keepsWhatMeansSomethingToTheModel() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("general.architecture", "llama");
        metadata.put("llama.block_count", 1);
        metadata.put("tokenizer.ggml.model", "gpt2");
        metadata.put(
                "tokenizer.ggml.tokens",
                List.of("a", "<unk>", "<|im_start|>", "<|im_end|>", "<think>", "b"));
        metadata.put("tokenizer.ggml.token_type", new int[] {1, 2, 3, 4, 4, 1});
        metadata.put("tokenizer.ggml.bos_token_id", 2);
        metadata.put("tokenizer.ggml.eos_token_id", 3);
        metadata.put("tokenizer.chat_template", "plain");
        metadata.put("tokenizer.chat_template.tool_use", "tools");

        TokenizerTexts texts = read(metadata);

        assertThat(texts.begin()).isEqualTo("<|im_start|>");
        assertThat(texts.end()).isEqualTo("<|im_end|>");
        assertThat(texts.special()).containsExactly("<|im_start|>", "<|im_end|>", "<unk>");
        assertThat(texts.template(false)).contains("plain");
        assertThat(texts.template(true)).contains("tools");
    }

    @Test
    void aModelMayHaveNothingOfIt() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("general.architecture", "llama");
        metadata.put("llama.block_count", 1);

        TokenizerTexts texts = read(metadata);

        assertThat(texts).isEqualTo(new TokenizerTexts("", "", List.of(), Map.of()));
        assertThat(texts.template(true)).isEmpty();
    }

    @Test
    void aDemoModelsTextsAreRead() {
        TokenizerTexts texts =
                TokenizerTexts.read(Path.of("../../dist/demo-models/weights/edge-Q8_0.gguf"));

        assertThat(texts.begin()).isEqualTo("<|endoftext|>");
        assertThat(texts.end()).isEqualTo("<|im_end|>");
        assertThat(texts.special()).contains("<|im_start|>", "<|im_end|>", "<|endoftext|>");
        assertThat(texts.template(false)).isPresent();
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of("../../dist/demo-models/weights/edge-Q8_0.gguf"));
        Path file = folder.resolve("cut.gguf");
        Files.write(file, Arrays.copyOf(whole, 3000));

        assertThatThrownBy(() -> TokenizerTexts.read(file)).isInstanceOf(GgufException.class);
    }

    private TokenizerTexts read(Map<String, Object> metadata) {
        Path file = folder.resolve("model.gguf");
        GgufWriter.write(file, metadata, List.of(), 1);
        return TokenizerTexts.read(file);
    }
}
