package dev.fogline.backend.openai;

import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Setting;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import dev.fogline.spi.request.Ability;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The checked configuration of one backend.
///
/// @param endpoint where the server is
/// @param models what to offer; empty: what the server lists
/// @param apiKey empty for none
/// @param contextTokens of every model whose context the server does not tell
/// @param abilities of every model; empty: what the server lists, else all but embeddings
/// @param continues how an answer that was begun is gone on with
/// @param connectTimeout until a connection stands
/// @param readTimeout between two pieces of an answer
/// @param probeInterval between two looks at the server
/// @param beacon where it tells its load and price
/// @param router what is said to a router of the engine's own
/// @param idleConnections kept for the next requests, 0 for none
/// @param maxEventBytes of one event, or of one whole answer that is no stream
/// @param credentials whom it trusts, and who it is, over https
record OpenAiSettings(
        Endpoint endpoint,
        List<String> models,
        String apiKey,
        int contextTokens,
        Optional<Set<Ability>> abilities,
        Continues continues,
        Duration connectTimeout,
        Duration readTimeout,
        Duration probeInterval,
        Beacon beacon,
        EngineRouter router,
        int idleConnections,
        int maxEventBytes,
        Credentials.Source credentials) {

    /// One hour; longer than anybody waits for a connection, a token or a probe.
    private static final int MOST_MILLIS = 3_600_000;

    static final List<Setting> KNOWN =
            List.of(
                    Setting.required(
                            "url",
                            "Where the server is, http or https, such as http://host:8000/v1."),
                    Setting.optional(
                            "models", "Names between commas; left out: what GET /v1/models lists."),
                    Setting.secret("api-key", "Sent as a bearer token; left out: none."),
                    Setting.optional(
                            "context-tokens",
                            "Prompt and answer together, 1 or more, where the server does not tell."),
                    Setting.optional(
                            "abilities",
                            "What the models can do, out of chat, completion, tools, json, probabilities,"
                                    + " embeddings; left out: what the server lists, else all but"
                                    + " embeddings."),
                    Setting.withFallback(
                            "continues",
                            "no",
                            "How the server goes on with an answer that broke off elsewhere: no, or"
                                    + " vllm for continue_final_message, which vLLM and SGLang have."),
                    Setting.withFallback(
                            "connect-timeout-millis",
                            "2000",
                            "Until a connection stands, 1 to 3600000."),
                    Setting.withFallback(
                            "read-timeout-millis",
                            "30000",
                            "Until the next bytes of an answer, 1 to 3600000."),
                    Setting.withFallback(
                            "probe-interval-millis",
                            "5000",
                            "Between two looks at the server, 10 to 3600000."),
                    Setting.withFallback(
                            "beacon",
                            "auto",
                            "Where the server tells its load and price to all who use it: auto for"
                                    + " where its list of models says, off, or an address."),
                    Setting.withFallback(
                            "idle-connections",
                            "64",
                            "Kept open for the next requests, 0 to 65535; 0 opens one for each."),
                    Setting.optional(
                            "slo-first-token-millis",
                            "When an engine's router should bring the first token, 1 to 3600000; sent as"
                                    + " x-llm-d-slo-ttft-ms."),
                    Setting.optional(
                            "slo-token-millis",
                            "How far apart its tokens should be, 1 to 3600000; sent as"
                                    + " x-llm-d-slo-tpot-ms."),
                    Setting.withFallback(
                            "max-event-bytes",
                            "8388608",
                            "Of one streamed event or one whole JSON answer, 1024 to 1073741824."),
                    Setting.optional(
                            "ca",
                            "A PEM file of who signs the server's certificate; left out: whom Java"
                                    + " trusts. It is read again when it has changed, as the two below."),
                    Setting.optional(
                            "client-certificate",
                            "A PEM file with this client's certificate, for servers that want one."),
                    Setting.optional(
                            "client-key",
                            "A PEM file with the certificate's key, PKCS#8 without a password."));

    OpenAiSettings {
        models = List.copyOf(models);
        abilities = abilities.map(Set::copyOf);
    }

    /// @throws SettingException if a value is of no use; never with the key in it
    static OpenAiSettings of(Settings settings) {
        return new OpenAiSettings(
                Endpoint.of(settings.text("url")),
                settings.list("models").stream().distinct().toList(),
                apiKey(settings),
                settings.find("context-tokens").isPresent()
                        ? settings.integer("context-tokens", 1, Integer.MAX_VALUE)
                        : ServedModel.UNKNOWN_CONTEXT,
                abilities(settings),
                continues(settings),
                millis(settings, "connect-timeout-millis", 1),
                millis(settings, "read-timeout-millis", 1),
                millis(settings, "probe-interval-millis", 10),
                beacon(settings.text("beacon")),
                new EngineRouter(
                        found(settings, "slo-first-token-millis"),
                        found(settings, "slo-token-millis")),
                settings.integer("idle-connections", 0, 65_535),
                settings.integer("max-event-bytes", 1024, 1 << 30),
                credentials(settings));
    }

    private static Credentials.Source credentials(Settings settings) {
        Optional<String> certificate = settings.find("client-certificate");
        Optional<String> key = settings.find("client-key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new SettingException(
                    key.isPresent() ? "client-key" : "client-certificate",
                    "goes together with "
                            + (key.isPresent() ? "client-certificate" : "client-key"));
        }
        return new Credentials.Source(
                settings.find("ca").map(Path::of),
                certificate.map(
                        file ->
                                new Credentials.Identity(
                                        Path.of(file), Path.of(key.orElseThrow()))));
    }

    private static Optional<Integer> found(Settings settings, String key) {
        return settings.find(key).map(given -> settings.integer(key, 1, MOST_MILLIS));
    }

    /// How a server is asked for the rest of an answer.
    enum Continues {
        NO,
        VLLM
    }

    /// Where a beacon is to be heard.
    sealed interface Beacon {

        /// Nowhere.
        record Off() implements Beacon {}

        /// Where the server says, if it does.
        record Offered() implements Beacon {}

        /// Here; at another server than the models' it is heard without the key.
        record At(URI uri) implements Beacon {}
    }

    private static Beacon beacon(String word) {
        return switch (word) {
            case "off" -> new Beacon.Off();
            case "auto" -> new Beacon.Offered();
            default -> new Beacon.At(Endpoint.address("beacon", word));
        };
    }

    /// The same for another server, which must not see the key.
    OpenAiSettings foreign(URI uri) {
        return new OpenAiSettings(
                new Endpoint(uri.toString()),
                List.of(),
                "",
                contextTokens,
                Optional.empty(),
                Continues.NO,
                connectTimeout,
                readTimeout,
                probeInterval,
                beacon,
                router,
                0,
                maxEventBytes,
                new Credentials.Source(credentials.trust(), Optional.empty()));
    }

    private static Continues continues(Settings settings) {
        String word = settings.text("continues");
        return switch (word) {
            case "no" -> Continues.NO;
            case "vllm" -> Continues.VLLM;
            default ->
                    throw new SettingException(
                            "continues", "'" + word + "' is neither no nor vllm");
        };
    }

    private static String apiKey(Settings settings) {
        String key = settings.find("api-key").orElse("").strip();
        // A header value outside visible ASCII would be cut, re-coded or open a second header.
        if (key.chars().anyMatch(character -> character <= ' ' || character > '~')) {
            throw new SettingException("api-key", "holds a blank or a character beyond ASCII");
        }
        return key;
    }

    private static Optional<Set<Ability>> abilities(Settings settings) {
        List<String> words = settings.list("abilities");
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var abilities = EnumSet.noneOf(Ability.class);
        for (String word : words) {
            abilities.add(ability(word).orElseThrow(() -> unknown(word)));
        }
        return Optional.of(abilities);
    }

    /// By its name in lower case; empty for a word that is none. That somebody can go on with a
    /// text says not how to ask for it: another setting does.
    static Optional<Ability> ability(String word) {
        return Arrays.stream(Ability.values())
                .filter(ability -> ability != Ability.CONTINUATION)
                .filter(ability -> ability.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    private static SettingException unknown(String word) {
        return new SettingException(
                "abilities",
                "'"
                        + word
                        + "' is none of chat, completion, tools, json, probabilities, embeddings");
    }

    private static Duration millis(Settings settings, String key, int low) {
        return Duration.ofMillis(settings.integer(key, low, MOST_MILLIS));
    }

    @Override
    public String toString() {
        return "OpenAiSettings[" + endpoint + "]";
    }
}
