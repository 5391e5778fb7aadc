package dev.fogline.backend.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.spi.Backend;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.BackendContract;
import dev.fogline.spi.tck.RecordingSink;
import org.junit.jupiter.api.Test;

class EchoBackendTest extends BackendContract {

    @Override
    protected Backend newBackend() {
        return new EchoBackend(Ticker.system());
    }

    @Override
    protected InferenceRequest question() {
        return InferenceRequest.chat("q", "echo", "one two three");
    }

    @Test
    void saysTheWordsBack() throws Exception {
        var sink = new RecordingSink();

        newBackend().generate(question(), "echo", sink);

        assertThat(sink.text()).isEqualTo("one two three");
    }
}
