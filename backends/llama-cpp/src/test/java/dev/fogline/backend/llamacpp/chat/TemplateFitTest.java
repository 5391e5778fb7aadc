package dev.fogline.backend.llamacpp.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The rendered texts are what llama.cpp's formats of these names write around a system, a user and
/// an assistant turn.
class TemplateFitTest {

    private static final List<String> CHATML =
            List.of(
                    "<|im_start|>system\n",
                    "<|im_end|>\n<|im_start|>user\n",
                    "<|im_end|>\n<|im_start|>assistant\n");

    private static final List<String> PHI3 =
            List.of("<|system|>\n", "<|end|>\n<|user|>\n", "<|end|>\n<|assistant|>\n");

    private static final List<String> LLAMA3 =
            List.of(
                    "<|start_header_id|>system<|end_header_id|>\n\n",
                    "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n",
                    "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n");

    @Test
    void acceptsChatmlByConcatenation() {
        String template =
                """
                {% for m in messages %}{{ '<|im_start|>' + m['role'] + '\\n' + m['content']
                + '<|im_end|>' + '\\n' }}{% endfor %}{% if add_generation_prompt %}
                {{ '<|im_start|>assistant\\n' }}{% endif %}""";

        assertThat(fit(template).problem(CHATML)).isEmpty();
    }

    @Test
    void acceptsChatmlAsPlainText() {
        String template =
                """
                {% for m in messages %}<|im_start|>{{ m.role }}
                {{ m.content }}<|im_end|>
                {% endfor %}<|im_start|>assistant
                """;

        assertThat(fit(template).problem(CHATML)).isEmpty();
    }

    @Test
    void acceptsChatmlWithToolsAndThinking() {
        String template =
                """
                {%- if tools %}
                    {{- '<|im_start|>system\\n' }}
                    {{- "<tools>{\\"name\\": <function-name>}</tools>" }}
                {%- endif %}
                {%- for m in messages %}
                    {{- '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>' + '\\n' }}
                    {{- '<tool_call>\\n' }}
                {%- endfor %}
                {{- '<|im_start|>assistant\\n' }}
                {{- '<think>\\n\\n</think>\\n\\n' }}
                """;

        assertThat(fit(template).problem(CHATML)).isEmpty();
    }

    @Test
    void acceptsLlama3() {
        String template =
                """
                {{ bos_token }}{% for m in messages %}
                {{ '<|start_header_id|>' + m['role'] + '<|end_header_id|>\\n\\n'
                + m['content'] | trim + '<|eot_id|>' }}{% endfor %}
                {{ '<|start_header_id|>assistant<|end_header_id|>\\n\\n' }}
                """;

        assertThat(fit(template).problem(LLAMA3)).isEmpty();
    }

    @Test
    void acceptsAnEndThatTheTemplateTakesFromTheVocabulary() {
        String template =
                "{{ '<|user|>\\n' + m['content'] + eos_token + '\\n' }}{{ '<|assistant|>\\n' }}";

        assertThat(
                        new TemplateFit(template, "<s>", "</s>")
                                .problem(List.of("<|user|>\n", "</s>\n<|assistant|>\n")))
                .isEmpty();
    }

    @Test
    void refusesLineBreaksThatTheTemplateDoesNotHave() {
        String template =
                "{{ '<|' + m['role'] + '|>' + m['content'] + '<|end|>' }}{{ '<|assistant|>' }}";

        assertThat(fit(template).problem(PHI3))
                .contains("it would write '<|system|>\\n', which the template has no texts for");
    }

    @Test
    void refusesToLeaveOutASpecialToken() {
        String template =
                "{{ '<|im_start|>' + m['role'] + '<|role_end|>' + '\\n' + m['content'] }}"
                        + "{{ '<|im_end|>\\n' }}";

        assertThat(fit(template).problem(CHATML))
                .contains("it would not write '<|role_end|>', which is in the template");
    }

    @Test
    void refusesToLeaveOutTheEndTokenOfATurn() {
        String template = "{{ '<|user|>\\n' + m['content'] + eos_token }}{{ '<|assistant|>\\n' }}";

        assertThat(
                        new TemplateFit(template, "<s>", "</s>")
                                .problem(List.of("<|user|>\n", "<|assistant|>\n")))
                .contains("it would not write '</s>', which is in the template");
    }

    private static TemplateFit fit(String template) {
        return new TemplateFit(template, "<|begin_of_text|>", "<|eot_id|>");
    }
}
