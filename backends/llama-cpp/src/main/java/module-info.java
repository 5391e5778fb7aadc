/// llama.cpp as a backend, bound through the foreign function interface.
@org.jspecify.annotations.NullMarked
module dev.fogline.backend.llamacpp {
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires dev.fogline.spi;
    requires java.management;
    requires jdk.management;

    provides dev.fogline.spi.BackendProvider with
            dev.fogline.backend.llamacpp.LlamaBackendProvider;
}
