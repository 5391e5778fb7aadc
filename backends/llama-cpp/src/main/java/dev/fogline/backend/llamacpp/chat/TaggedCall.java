package dev.fogline.backend.llamacpp.chat;

import dev.fogline.backend.llamacpp.jinja.Json;
import dev.fogline.backend.llamacpp.jinja.TemplateException;
import dev.fogline.backend.llamacpp.jinja.Value;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Pattern;

/// A call in tags: `<function=name>` and for each argument `<parameter=key>value</parameter>`, with
/// line breaks around values that do not belong to them.
final class TaggedCall {

    private static final Pattern FUNCTION = Pattern.compile("<function=([^>\\n]+)>");

    private static final Pattern PARAMETER =
            Pattern.compile(
                    "<parameter=([^>\\n]+)>\\n?(.*?)\\n?(?:</parameter>|$)", Pattern.DOTALL);

    private TaggedCall() {}

    /// @param text from the opening tag to before the closing one
    /// @return empty if it has no name
    static Optional<CallReader.Read> read(String text, TextParameters parameters) {
        var function = FUNCTION.matcher(text);
        if (!function.lookingAt()) {
            return Optional.empty();
        }
        String name = function.group(1).strip();
        var arguments = new LinkedHashMap<String, Value>();
        var parameter = PARAMETER.matcher(text).region(function.end(), text.length());
        while (parameter.find()) {
            String key = parameter.group(1).strip();
            String value = parameter.group(2);
            arguments.put(key, parameters.text(name, key) ? Value.of(value) : value(value.strip()));
        }
        return Optional.of(new CallReader.Read(name, Json.text(Value.mapping(arguments)), ""));
    }

    private static Value value(String written) {
        try {
            return Json.value(written);
        } catch (TemplateException text) {
            return Value.of(written);
        }
    }
}
