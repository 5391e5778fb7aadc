package dev.fogline.backend.openai;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.RecordingSink;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// What the tests of this package share.
final class Fixture {

    static final String KEY = "sk-secret-0123456789";
    static final InferenceRequest QUESTION = InferenceRequest.chat("r1", "auto", "count to three");

    /// Stands still.
    private static final InstantSource WALL_CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z"));

    private Fixture() {}

    static OpenAiSettings settings(String url, Map<String, String> more) {
        var values = new HashMap<String, String>(more);
        values.put("url", url);
        return OpenAiSettings.of(Settings.of(OpenAiSettings.KNOWN, values));
    }

    static Backend backend(FaultyUpstream server, String... keysAndValues) {
        var values = new HashMap<String, String>();
        // No second probe comes in between.
        values.put("probe-interval-millis", "3600000");
        values.put("api-key", KEY);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new OpenAiBackend(settings(server.url(), values), Ticker.system(), WALL_CLOCK);
    }

    static Fault faultOf(Backend backend, RecordingSink sink) {
        return catchThrowableOfType(
                        BackendException.class, () -> backend.generate(QUESTION, "m1", sink))
                .fault();
    }

    static Fault faultOf(Backend backend) {
        return faultOf(backend, new RecordingSink());
    }
}
