package dev.fogline.edge.learn;

import dev.fogline.edge.door.CommandException;
import dev.fogline.router.Plugins;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/// The models that are asked; a picocli mixin.
final class SideFlags {

    private static final String CLOUD_KEY = "FOGLINE_CLOUD_API_KEY";
    private static final double PICO_USD_PER_TOKEN = 1e6;
    private static final double MOST_USD = 1e5;

    @Option(
            names = "--model",
            paramLabel = "NAME=FILE",
            description =
                    "a GGUF file that is run here, and the name it is served under; several are allowed, the last of which stands for the cloud where there is no --cloud")
    private Map<String, String> models = new LinkedHashMap<>();

    @Option(
            names = "--cloud",
            paramLabel = "NAME=URL",
            description =
                    "a model of an OpenAI-compatible server; its key is taken from FOGLINE_CLOUD_API_KEY")
    private Map<String, String> clouds = new LinkedHashMap<>();

    @Option(
            names = "--usd-per-million-tokens",
            paramLabel = "IN,OUT",
            split = ",",
            description = "what the strong model's tokens cost, for the frontier; 0 if not given")
    private List<Double> usd = new ArrayList<>();

    /// For picocli.
    SideFlags() {}

    /// In the order of the flags, the cloud's last.
    ///
    /// @throws CommandException if there is none, or one cannot start; those that did are closed
    List<Side> start(Plugins plugins) {
        if (models.isEmpty() && clouds.isEmpty()) {
            throw new CommandException("say whom to ask: --model NAME=FILE, --cloud NAME=URL");
        }
        Prices prices = prices();
        var started = new ArrayList<Side>();
        try {
            for (Map.Entry<String, String> model : models.entrySet()) {
                boolean last = clouds.isEmpty() && started.size() == models.size() - 1;
                started.add(
                        Side.start(
                                plugins,
                                "llama-cpp",
                                model.getKey(),
                                Tier.DEVICE,
                                Map.of("file", model.getValue(), "model", model.getKey()),
                                last && models.size() > 1 ? prices : Prices.FREE,
                                !last));
            }
            for (Map.Entry<String, String> cloud : clouds.entrySet()) {
                boolean last = started.size() == models.size() + clouds.size() - 1;
                started.add(
                        Side.start(
                                plugins,
                                "openai",
                                cloud.getKey(),
                                Tier.CLOUD,
                                remote(cloud.getValue()),
                                last ? prices : Prices.FREE,
                                false));
            }
            return List.copyOf(started);
        } catch (CommandException failed) {
            started.forEach(Side::close);
            throw failed;
        }
    }

    /// The last one: a cloud model where there is one.
    static Side strong(List<Side> started) {
        return started.getLast();
    }

    private static Map<String, String> remote(String url) {
        var settings = new HashMap<>(Map.of("url", url));
        String key = System.getenv(CLOUD_KEY);
        if (key != null && !key.isBlank()) {
            settings.put("api-key", key);
        }
        return settings;
    }

    private Prices prices() {
        if (usd.isEmpty()) {
            return Prices.FREE;
        }
        if (usd.size() != 2 || usd.stream().anyMatch(each -> !(each >= 0 && each <= MOST_USD))) {
            throw new CommandException("--usd-per-million-tokens takes two amounts, IN,OUT");
        }
        return new Prices(
                Math.round(usd.get(0) * PICO_USD_PER_TOKEN),
                Math.round(usd.get(1) * PICO_USD_PER_TOKEN),
                "given");
    }
}
