package dev.fogline.edge.demo;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.Progress;
import dev.fogline.router.Plugins;
import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.request.InferenceRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs one GGUF model over questions and grades its answers.
final class Grading {

    private static final String ENGINE = "llama-cpp";

    private final BackendProvider engine;
    private final String model;
    private final Path file;

    /// @throws CommandException if there is no local engine
    Grading(Plugins plugins, String model, Path file) {
        this.engine =
                plugins.find(BackendProvider.class, ENGINE)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "the local engine is not part of this installation"));
        this.model = model;
        this.file = file;
    }

    /// @return one grade per question, same order: 1 for a right answer, 0 for a wrong one
    List<Double> of(List<Question> questions, Progress progress) throws InterruptedException {
        var settings =
                Settings.of(engine.settings(), Map.of("file", file.toString(), "model", model));
        try (Backend backend = engine.create(model, settings, Ticker.system())) {
            var grades = new ArrayList<Double>();
            for (Question question : questions) {
                progress.show("running " + model, grades.size(), questions.size());
                boolean right = question.isRight(answer(backend, question));
                grades.add(right ? 1.0 : 0.0);
            }
            progress.end();
            return grades;
        } catch (BackendStartException cannotStart) {
            throw new CommandException(model + ": " + cannotStart.getMessage());
        }
    }

    private String answer(Backend backend, Question question) throws InterruptedException {
        var text = new StringBuilder();
        try {
            backend.generate(
                    InferenceRequest.chat(question.id(), model, question.prompt()),
                    model,
                    chunk -> text.append(chunk.text()));
            return text.toString();
        } catch (BackendException failed) {
            throw new CommandException(question.id() + ": " + failed.getMessage());
        }
    }
}
