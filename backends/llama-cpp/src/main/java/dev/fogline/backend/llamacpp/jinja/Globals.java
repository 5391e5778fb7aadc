package dev.fogline.backend.llamacpp.jinja;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The functions every template has.
final class Globals {

    private static final int MAX_RANGE = 100_000;

    private Globals() {}

    static void into(Scope scope, Clock clock) {
        function(scope, "raise_exception", Globals::raised);
        function(
                scope,
                "strftime_now",
                call -> Value.of(Strftime.of(call.text(0, "format"), ZonedDateTime.now(clock))));
        function(scope, "range", Globals::range);
        function(scope, "namespace", call -> new Value.Namespace(entries(call)));
        function(scope, "dict", call -> new Value.Mapping(entries(call)));
    }

    private static void function(Scope scope, String name, Value.Body body) {
        scope.set(name, new Value.Function(name, body));
    }

    private static Value raised(Call call) {
        throw TemplateException.raised(Texts.of(call.required(0, "message"), call.budget()));
    }

    private static Map<String, Value> entries(Call call) {
        var entries = new LinkedHashMap<String, Value>();
        if (call.argument(0, " first").orElse(Value.Nothing.NONE)
                instanceof Value.Mapping(var given)) {
            entries.putAll(given);
        }
        entries.putAll(call.named());
        return entries;
    }

    private static Value range(Call call) {
        boolean one = call.positional().size() == 1;
        long start = one ? 0 : call.whole(0, "start", 0);
        long stop = call.whole(one ? 0 : 1, "stop", 0);
        long step = call.whole(2, "step", 1);
        if (step == 0) {
            throw TemplateException.of("a range has the step 0");
        }
        List<Value> numbers = new ArrayList<>();
        for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
            if (numbers.size() == MAX_RANGE) {
                throw TemplateException.of("a range has more than " + MAX_RANGE + " numbers");
            }
            numbers.add(Value.of(i));
        }
        call.budget().steps(numbers.size());
        return new Value.Sequence(numbers, false);
    }
}
