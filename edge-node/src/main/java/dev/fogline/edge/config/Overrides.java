package dev.fogline.edge.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What wins over the configuration file.
///
/// @param config the file itself
/// @param port to listen on
/// @param cloud URL of an OpenAI-compatible upstream
/// @param model to serve: a GGUF file, or the name of one among the installed
/// @param data where state lies
/// @param models where models are installed
/// @param policies a policy file
public record Overrides(
        Optional<Path> config,
        Optional<Integer> port,
        Optional<String> cloud,
        Optional<Path> model,
        Optional<Path> data,
        Optional<Path> models,
        Optional<Path> policies) {

    /// Nothing.
    public static final Overrides NONE =
            new Overrides(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// Those of the environment: `FOGLINE_CONFIG`, `_PORT`, `_CLOUD`, `_MODEL`, `_DATA`, `_MODELS`,
    /// `_POLICIES`.
    static Overrides of(Map<String, String> environment) {
        return new Overrides(
                find(environment, "CONFIG").map(Path::of),
                find(environment, "PORT").map(Overrides::port),
                find(environment, "CLOUD"),
                find(environment, "MODEL").map(Path::of),
                find(environment, "DATA").map(Path::of),
                find(environment, "MODELS").map(Path::of),
                find(environment, "POLICIES").map(Path::of));
    }

    /// These where they say something, else others.
    Overrides or(Overrides others) {
        return new Overrides(
                config.or(others::config),
                port.or(others::port),
                cloud.or(others::cloud),
                model.or(others::model),
                data.or(others::data),
                models.or(others::models),
                policies.or(others::policies));
    }

    private static Optional<String> find(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get("FOGLINE_" + name))
                .filter(value -> !value.isBlank());
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= NodeConfigReader.MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with the range
        }
        throw new ConfigException(
                "FOGLINE_PORT: '"
                        + value
                        + "' is not a whole number from 0 to "
                        + NodeConfigReader.MAX_PORT);
    }
}
