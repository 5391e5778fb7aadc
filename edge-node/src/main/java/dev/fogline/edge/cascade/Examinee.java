package dev.fogline.edge.cascade;

import dev.fogline.cost.cascade.TokenStatistics;
import dev.fogline.edge.demo.Question;
import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.OwnBackend;
import dev.fogline.edge.door.Progress;
import dev.fogline.router.Plugins;
import dev.fogline.spi.Backend;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.Answer;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.InferenceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A model in the engine, asked one question at a time, greedily.
final class Examinee implements AutoCloseable {

    private static final String ENGINE = "llama-cpp";

    private final Backend backend;
    private final String model;
    private final Ticker ticker;

    private Examinee(Backend backend, String model, Ticker ticker) {
        this.backend = backend;
        this.model = model;
        this.ticker = ticker;
    }

    /// @throws CommandException if there is no local engine, or it cannot run the file
    static Examinee load(Plugins plugins, ModelPair.Named named) {
        String model = named.name();
        Ticker ticker = Ticker.system();
        var settings = Map.of("file", named.file().toString(), "model", model);
        return new Examinee(
                OwnBackend.start(plugins, ENGINE, model, settings, ticker), model, ticker);
    }

    /// Which weights these are; empty if the engine cannot tell.
    String revision() {
        return backend.models().getFirst().revision();
    }

    /// @return one answer per question, same order
    List<Answered> ask(List<Question> questions, String what, Progress progress)
            throws InterruptedException {
        var answers = new ArrayList<Answered>();
        for (Question question : questions) {
            progress.show(model + ", " + what, answers.size(), questions.size());
            answers.add(answer(question));
        }
        progress.end();
        return List.copyOf(answers);
    }

    private Answered answer(Question question) throws InterruptedException {
        var text = new StringBuilder();
        var tokens = new ArrayList<TokenStatistics>();
        InferenceRequest request =
                InferenceRequest.chat(question.id(), model, question.prompt())
                        .reporting(TokenStatistics.ALTERNATIVES);
        long startNanos = ticker.nanos();
        try {
            Answer answer =
                    backend.generate(
                            request,
                            model,
                            chunk -> {
                                text.append(chunk.text());
                                chunk.probabilities().stream()
                                        .map(TokenStatistics::of)
                                        .forEach(tokens::add);
                            });
            return new Answered(
                    question.isRight(text.toString()) ? 1 : 0,
                    tokens,
                    answer.usage(),
                    (ticker.nanos() - startNanos) / 1e6);
        } catch (BackendException failed) {
            throw new CommandException(question.id() + ": " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        backend.close();
    }
}
