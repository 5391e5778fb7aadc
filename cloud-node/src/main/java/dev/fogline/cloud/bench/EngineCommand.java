package dev.fogline.cloud.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bench pool engine`, which `bench pool` starts.
@Command(name = "engine", hidden = true, description = "A stand-in engine.")
final class EngineCommand implements Callable<Integer> {

    @Option(names = "--speed", required = true)
    private double speed;

    @Spec private CommandSpec spec = CommandSpec.create();

    EngineCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        var server = new EngineServer(EngineCurve.times(speed)).start();
        var out = spec.commandLine().getOut();
        out.println("listening on http://127.0.0.1:" + server.port());
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
