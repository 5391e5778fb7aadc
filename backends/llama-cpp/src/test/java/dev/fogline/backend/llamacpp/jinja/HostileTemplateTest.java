package dev.fogline.backend.llamacpp.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates made to take all time, memory or stack end with an exception.
class HostileTemplateTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
                "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
                "{{ 'a' * 999999999 }}",
                "{{ range(999999999) }}",
                "{% set ns = namespace(s='aaaaaaaaaa') %}"
                        + "{% for i in range(99) %}{% set ns.s = ns.s + ns.s %}{% endfor %}",
                "{% set ns = namespace(s='aaaaaaaaaa') %}"
                        + "{% for i in range(9) %}{% set ns.s = ns.s.replace('a', ns.s) %}{% endfor %}",
                "{% set ns = namespace(l=[1]) %}"
                        + "{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
                "{% set ns = namespace(l=[1]) %}"
                        + "{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}"
                        + "{{ ns.l | tojson }}",
                "{% set ns = namespace(l=[1], k=[1]) %}{% for i in range(99) %}"
                        + "{% set ns.l = [ns.l, ns.l] %}{% set ns.k = [ns.k, ns.k] %}{% endfor %}"
                        + "{{ ns.l == ns.k }}",
                "{% set l = [] %}{{ l.append(l) }}{{ l }}",
                "{% set l = [] %}{{ l.append(l) }}{{ l | tojson }}",
                "{% set ns = namespace(l=[1]) %}"
                        + "{% for i in range(99) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
                "{% for a in range(99999) %}{{ range(99999) | join(',') }}{% endfor %}",
                "{{ ('a' * 9999999) | indent(999, true) }}{{ ('\\n' * 9999999) | indent(999) }}",
            })
    void endsInTime(String template) {
        long started = System.nanoTime();

        assertThatThrownBy(() -> Template.parse(template).render(Map.of(), Clock.systemUTC()))
                .isInstanceOf(TemplateException.class);

        assertThat((System.nanoTime() - started) / 1_000_000_000).isLessThan(30);
    }

    @Test
    void nestingIsBoundedWhileParsing() {
        for (String deep :
                new String[] {
                    "{{ " + "(".repeat(9999) + "1" + ")".repeat(9999) + " }}",
                    "{{ " + "not ".repeat(9999) + "1 }}",
                    "{{ " + "-".repeat(9999) + "1 }}",
                    "{{ " + "[".repeat(9999) + "]".repeat(9999) + " }}",
                    "{% if 1 %}".repeat(9999),
                }) {
            assertThatThrownBy(() -> Template.parse(deep))
                    .isInstanceOf(TemplateException.class)
                    .hasMessageContaining("nests more than");
        }
    }

    @Test
    void longChainsAreNoStackOverflow() {
        var sum = Template.parse("{{ 0" + "+1".repeat(100_000) + " }}");

        assertThatThrownBy(() -> sum.render(Map.of(), Clock.systemUTC()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nests more than 400 deep");
    }

    @Test
    void templatesAreBounded() {
        assertThatThrownBy(() -> Template.parse(" ".repeat(Template.MAX_CHARACTERS + 1)))
                .isInstanceOf(TemplateException.class);
    }
}
