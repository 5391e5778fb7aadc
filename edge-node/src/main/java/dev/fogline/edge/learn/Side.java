package dev.fogline.edge.learn;

import dev.fogline.cost.Money;
import dev.fogline.cost.cascade.TokenStatistics;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.OwnBackend;
import dev.fogline.router.Plugins;
import dev.fogline.spi.Backend;
import dev.fogline.spi.ModelProfile.Tier;
import dev.fogline.spi.Prices;
import dev.fogline.spi.ServedModel;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.InferenceRequest;
import java.util.ArrayList;
import java.util.Map;

/// A model that is asked, and where it runs.
///
/// @param name of the model
/// @param prices of its tokens
/// @param drafts whether it may draft answers for another one, so that it matters how sure it is of
///   their tokens
record Side(String name, Tier tier, Backend backend, Prices prices, boolean drafts)
        implements AutoCloseable {

    private static final double NANOS_PER_MILLI = 1e6;

    /// @param type of the backend
    /// @throws CommandException if it cannot start
    static Side start(
            Plugins plugins,
            String type,
            String name,
            Tier tier,
            Map<String, String> settings,
            Prices prices,
            boolean drafts) {
        return new Side(
                name,
                tier,
                OwnBackend.start(plugins, type, name, settings, Ticker.system()),
                prices,
                drafts);
    }

    /// By what its weights are told from others; empty if nobody knows.
    String revision() {
        return backend.models().stream()
                .filter(model -> model.name().equals(name))
                .map(ServedModel::revision)
                .findFirst()
                .orElse("");
    }

    /// Asks greedily.
    ///
    /// @throws CommandException if it does not answer
    Reply ask(String id, String prompt) throws InterruptedException {
        var text = new StringBuilder();
        var tokens = new ArrayList<TokenStatistics>();
        InferenceRequest request = InferenceRequest.chat(id, name, prompt);
        long start = System.nanoTime();
        long[] first = {-1};
        try {
            Answer answer =
                    backend.generate(
                            drafts ? request.reporting(TokenStatistics.ALTERNATIVES) : request,
                            name,
                            chunk -> {
                                if (first[0] < 0) {
                                    first[0] = System.nanoTime();
                                }
                                text.append(chunk.text());
                                chunk.probabilities().stream()
                                        .map(TokenStatistics::of)
                                        .forEach(tokens::add);
                            });
            long end = System.nanoTime();
            return new Reply(
                    text.toString(),
                    ((first[0] < 0 ? end : first[0]) - start) / NANOS_PER_MILLI,
                    (end - start) / NANOS_PER_MILLI,
                    Money.usd(prices, answer.usage()).doubleValue(),
                    tokens);
        } catch (BackendException failed) {
            throw new CommandException(name + " did not answer: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
