package dev.fogline.backend.llamacpp;

import dev.fogline.spi.Backend;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.request.InferenceRequest;
import dev.fogline.spi.tck.BackendContract;
import java.util.Map;

class LlamaBackendContractTest extends BackendContract {

    @Override
    protected Backend newBackend() {
        var settings = Settings.of(LlamaSettings.KNOWN, Map.of("file", DemoModel.EDGE.toString()));
        return new LlamaBackendProvider().create("edge", settings, Ticker.system());
    }

    @Override
    protected InferenceRequest question() {
        return InferenceRequest.chat("1", "edge-Q8_0", "What is the capital of France?");
    }
}
