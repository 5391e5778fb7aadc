package dev.fogline.backend.llamacpp.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Expected texts are those of Jinja2 3.1.6 with Hugging Face's settings.
class TemplateTest {

    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "{{ 1 + 2 * 3 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ -7 % 3 }} {{ 7 / 2 }} => 7 3 -4 2 3.5",
                "{{ 2 ** 3 }} {{ 1 + 2.5 }} {{ 1e20 }} {{ 0.00001 }} {{ 4 / 2 }} => 8 3.5 1e+20 1e-05 2.0",
                "{{ 'a' ~ 1 ~ none }} {{ 'ab' * 2 }} => a1None abab",
                "{{ 'a' 'b' }} {{ \"it's\" }} => ab it's",
                "{{ [1, 'a', true, none, 1.0] }} {{ (1,) }} => [1, 'a', True, None, 1.0] (1,)",
                "{{ {'a': {'b': 2}} }} {{ {'a': {'b': 2}}.a.b }} {{ {'a': 1}['a'] }} => {'a': {'b': 2}} 2 1",
                "{{ [1, 2, 3][1:] }} {{ [1, 2, 3][-1] }} {{ [1, 2, 3][::-1] }} {{ 'abcd'[1:3] }} => [2, 3] 3 [3, 2, 1] bc",
                "{{ 1 < 2 < 3 }} {{ 1 < 2 > 3 }} {{ 'a' in 'abc' }} {{ 2 not in [1] }} {{ 'k' in {'k': 1} }} => True False True True True",
                "{{ not true or false and true }} {{ 1 == 1.0 }} {{ true == 1 }} => False True True",
                "{{ 'yes' if 0 else 'no' }}|{{ 'yes' if false }} => no|",
                "{{ x is defined }} {{ x is undefined }} {{ 1 is not none }} {{ 'a' is string }} => False True True True",
                "{{ [] is iterable }} {{ {} is mapping }} {{ 1 is number }} {{ true is true }} {{ 1 is true }} => True True True True False",
                "{{ 3 is odd }} {{ 4 is divisibleby 2 }} {{ 1 is in [1] }} {{ 'a' is eq('a') }} => True True True True",
                "{{ -1 | abs }} {{ 'a,b' | replace(',', ';') | upper }} {{ [3, 1] | sort }} => 1 A;B [1, 3]",
                "{{ [1, 2] | join('-') }} {{ 'abc' | length }} {{ 'x' | default('y') }} {{ z | default('y') }} => 1-2 3 x y",
                "{{ '' | default('y', true) }} {{ [1, 2] | last }} {{ [] | first is defined }} => y 2 False",
                "{{ {'b': 1, 'A': 2} | dictsort }} => [('A', 2), ('b', 1)]",
                "{{ [{'a': 1}, {'a': 2}] | selectattr('a', 'equalto', 2) | list }} => [{'a': 2}]",
                "{{ [{'a': 1}, {}] | selectattr('a', 'defined') | map(attribute='a') | list }} => [1]",
                "{{ ['a', 'b'] | map('upper') | list }} {{ [1, 2, 3] | reject('odd') | list }} => ['A', 'B'] [2]",
                "{{ ' a '.strip() }}|{{ 'xax'.strip('x') }}|{{ 'a-b-c'.split('-', 1) }}|{{ ' a  b '.split() }} => a|a|['a', 'b-c']|['a', 'b']",
                "{{ 'a-b-c'.rsplit('-', 1) }} {{ 'abc'.startswith(('x', 'a')) }} {{ '{}-{}'.format(1, 2) }} => ['a-b', 'c'] True 1-2",
                "{{ 'hello world'.title() }} {{ 'abc'.find('c') }} {{ 'aXa'.replace('a', 'b', 1) }} => Hello World 2 bXa",
                "{{ {'a': 1}.get('b', 2) }} {{ {'a': 1}.items() | list }} {{ {'a': 1}.keys() | list }} => 2 [('a', 1)] ['a']",
                "{{ range(3) | list }} {{ range(1, 6, 2) | list }} {{ dict(a=1) }} => [0, 1, 2] [1, 3, 5] {'a': 1}",
                "{{ strftime_now('%d %b %Y') }} {{ strftime_now('%A, %B %-d, %H:%M') }} => 03 Feb 2026 Tuesday, February 3, 04:05",
                "{% set a, b = [1, 2] %}{{ a }}{{ b }}{% set c %}x{{ a }}{% endset %}{{ c }} => 12x1",
                "{% for a, b in {'x': 1}.items() %}{{ a }}{{ b }}{% endfor %} => x1",
                "{% for x in [] %}a{% else %}none{% endfor %} => none",
                "{% for x in [1, 2, 3] if x != 2 %}{{ loop.index }}{{ x }}{{ loop.last }};{% endfor %} => 11False;23True;",
                "{% for x in [1, 2, 3, 4] %}{% if x == 2 %}{% continue %}{% elif x == 4 %}{% break %}{% endif %}{{ x }}{% endfor %} => 13",
                "{% for x in 'ab' %}{{ loop.previtem if loop.previtem is defined else '^' }}{{ loop.cycle(1, 2) }}{% endfor %} => ^1a2",
                "{% set ns = namespace(n=0) %}{% for x in [1, 2] %}{% set ns.n = ns.n + x %}{% set y = x %}{% endfor %}{{ ns.n }}{{ y is defined }} => 3False",
                "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(1) }}{{ m(b=4, a=3) }} => 1234",
                "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}x{% endcall %} => <x>",
                "{% macro f(n) %}{% if n > 0 %}{{ n }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }} => 321",
                "{% filter upper %}a{% endfilter %}{% generation %}b{% endgeneration %} => Ab",
                "{% raw %}{{ x }}{% endraw %}{# nothing #} => {{ x }}",
                "{% with a = 1 %}{{ a }}{% endwith %}{{ a is defined }} => 1False",
            })
    void rendersAsJinjaDoes(String template, String expected) {
        assertThat(render(template)).isEqualTo(expected);
    }

    @Test
    void blocksLeaveNoLinesAndMinusTakesWhiteSpace() {
        assertThat(render("a\n  {% if true %}\n  b\n  {% endif %}\nc\n")).isEqualTo("a\n  b\nc");
        assertThat(render("a  {%- if true -%}  b  {%- endif %}\n c")).isEqualTo("ab c");
        assertThat(render("a \n {{- 'b' -}} \n c")).isEqualTo("abc");
        assertThat(render("a\n  {{ 'b' }}\nc")).isEqualTo("a\n  b\nc");
        assertThat(render("  {%+ if true %}x{% endif +%}\ny")).isEqualTo("  x\ny");
        assertThat(render("a {# c #}\nb")).isEqualTo("a b");
    }

    @Test
    void jsonIsWrittenAsPythonWritesIt() {
        String value = "{'k<': \"é\\n'\\\"\", 'l': [1, 2.0, true, none], 'e': {}}";

        assertThat(render("{{ " + value + " | tojson }}"))
                .isEqualTo("{\"k<\": \"é\\n'\\\"\", \"l\": [1, 2.0, true, null], \"e\": {}}");
        assertThat(render("{{ {'b': [1], 'a': 2} | tojson(indent=2) }}"))
                .isEqualTo("{\n  \"b\": [\n    1\n  ],\n  \"a\": 2\n}");
        assertThat(render("{{ {'b': 'é'} | tojson(ensure_ascii=True, separators=(',', ':')) }}"))
                .isEqualTo("{\"b\":\"\\u00e9\"}");
        assertThat(render("{{ '{\"a\": [1]}' | from_json }}")).isEqualTo("{'a': [1]}");
    }

    @Test
    void whatTemplatesRaiseIsInTheirOwnWords() {
        assertThatThrownBy(() -> render("{{ raise_exception('Roles must alternate') }}"))
                .isInstanceOfSatisfying(
                        TemplateException.class,
                        e -> {
                            assertThat(e.raised()).isTrue();
                            assertThat(e.getMessage()).isEqualTo("Roles must alternate");
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "a{% if x %} => line 1: expected 'endif', found the end of the template",
                "{{ 1 + }} => line 1: an expression is missing",
                "{% include 'x' %} => line 1: the statement 'include' is unknown",
                "{{ x.y }} => line 1: 'x' is not defined",
                "{{ 1 | nosuch }} => line 1: the filter 'nosuch' is unknown",
                "{{ 1 is nosuch }} => line 1: the test 'nosuch' is unknown",
                "{{ 1 + 'a' }} => line 1: '+' is not for a whole number and a text",
                "{{ none() }} => line 1: none is called like a function",
                "{{ 1 / 0 }} => line 1: a division by 0",
                "{{ 'a => line 1: a text does not end",
                "{% for x in 1 %}{% endfor %} => line 1: a whole number has no items",
            })
    void problemsNameTheirLine(String template, String problem) {
        assertThatThrownBy(() -> render(template))
                .isInstanceOf(TemplateException.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ''.getClass() }}",
                "{{ ''.__class__.__mro__ }}",
                "{{ m.getClass().forName('java.lang.Runtime') }}",
                "{{ m['class'].x }}",
                "{{ raise_exception.__globals__.x }}",
            })
    void nothingOfJavaIsReached(String template) {
        assertThatThrownBy(() -> render(template)).isInstanceOf(TemplateException.class);
    }

    private static String render(String template) {
        return Template.parse(template)
                .render(Map.of("m", Value.mapping(Map.of("k", Value.of(1)))), CLOCK);
    }
}
