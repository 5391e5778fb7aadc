package dev.fogline.edge.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.config.ConfigException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CliTest {

    private final StringWriter said = new StringWriter();

    @Test
    void successIsZero() {
        assertThat(run(() -> 0)).isZero();
        assertThat(said.toString()).isEmpty();
    }

    @Test
    void aFaultIsOneAndOneLine() {
        assertThat(
                        run(
                                () -> {
                                    throw new CommandException("it broke\nmore");
                                }))
                .isEqualTo(1);
        assertThat(said.toString()).isEqualTo("node: it broke" + System.lineSeparator());
    }

    @Test
    void aWrongConfigurationIsTwo() {
        assertThat(
                        run(
                                () -> {
                                    throw new ConfigException("it is wrong");
                                }))
                .isEqualTo(2);
    }

    @Test
    void anInterruptIsHundredAndThirty() {
        assertThat(
                        run(
                                () -> {
                                    throw new InterruptedException();
                                }))
                .isEqualTo(130);
    }

    @Test
    void anythingElseIsAFaultWithoutAStackTrace() {
        assertThat(
                        run(
                                () -> {
                                    throw new IllegalStateException("odd");
                                }))
                .isEqualTo(1);
        assertThat(said.toString())
                .isEqualTo(
                        "node: unexpected: java.lang.IllegalStateException: odd"
                                + System.lineSeparator());
    }

    @Test
    void wrongUsageIsTwoAndOneLine() {
        assertThat(run(() -> 0, "--nonsense")).isEqualTo(2);
        assertThat(said.toString())
                .isEqualTo(
                        "node: Unknown option: '--nonsense'; see node --help"
                                + System.lineSeparator());
    }

    private int run(Callable<Integer> body, String... arguments) {
        var line = new CommandLine(new Node(body)).setErr(new PrintWriter(said));
        return Cli.run(line, arguments);
    }

    @Command(name = "node")
    private record Node(Callable<Integer> body) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            return body.call();
        }
    }
}
