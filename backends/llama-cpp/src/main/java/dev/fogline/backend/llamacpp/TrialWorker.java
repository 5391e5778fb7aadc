package dev.fogline.backend.llamacpp;

import dev.fogline.backend.llamacpp.engine.Ending;
import dev.fogline.backend.llamacpp.engine.EngineOptions;
import dev.fogline.backend.llamacpp.engine.Generation;
import dev.fogline.backend.llamacpp.worker.Watchdog;
import dev.fogline.backend.llamacpp.worker.WorkerException;
import dev.fogline.backend.llamacpp.worker.WorkerProcess;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.Ticker;
import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.TokenSink;

/// A worker as the node has it for serving, to be measured.
record TrialWorker(WorkerProcess worker) implements EngineTrial.Subject {

    /// @throws BackendStartException if it does not start
    static EngineTrial.Subject open(EngineOptions options) throws InterruptedException {
        try {
            return new TrialWorker(
                    WorkerProcess.start(options, Ticker.system(), Watchdog.USUAL, () -> {}));
        } catch (WorkerException failed) {
            throw new BackendStartException(failed.getMessage(), failed);
        }
    }

    @Override
    public int vocabularySize() {
        return worker.profile().vocabularySize();
    }

    @Override
    public Ending answer(Generation generation, TokenSink sink)
            throws BackendException, InterruptedException {
        return worker.generate(generation).drainTo(sink);
    }

    @Override
    public long residentBytes() {
        return ResidentMemory.bytes(Long.toString(worker.pid()));
    }

    @Override
    public void close() {
        worker.close();
    }
}
