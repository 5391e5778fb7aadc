/// Any OpenAI-compatible server as a backend.
@org.jspecify.annotations.NullMarked
module dev.fogline.backend.openai {
    requires static org.jspecify;
    requires dev.fogline.spi;
    requires com.fasterxml.jackson.databind;

    provides dev.fogline.spi.BackendProvider with
            dev.fogline.backend.openai.OpenAiBackendProvider;
}
