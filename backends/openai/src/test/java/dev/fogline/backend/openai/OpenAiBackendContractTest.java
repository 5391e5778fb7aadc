package dev.fogline.backend.openai;

import dev.fogline.faults.Exchange;
import dev.fogline.faults.FaultyUpstream;
import dev.fogline.spi.Backend;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.BackendContract;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;

class OpenAiBackendContractTest extends BackendContract {

    private final FaultyUpstream server;

    OpenAiBackendContractTest() throws IOException {
        server = new FaultyUpstream().always(Exchange::well);
    }

    @Override
    protected Backend newBackend() {
        return Fixture.backend(server);
    }

    @Override
    protected InferenceRequest question() {
        return Fixture.QUESTION;
    }

    @AfterEach
    void closeServer() throws IOException {
        server.close();
    }
}
