package dev.fogline.edge.online;

import static dev.fogline.edge.online.Samples.ask;
import static dev.fogline.edge.online.Samples.replay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fogline.edge.online.Ask.Phase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestLinesTest {

    @TempDir private Path directory;

    @Test
    void aLineSetsPredictedBesideMeasuredAndWhatWasKnown() throws Exception {
        RequestLines.write(
                directory, List.of(replay(ask(3, Phase.STEADY, OptionalInt.of(2)), 200, 100)));

        assertThat(Files.readAllLines(directory.resolve("requests.jsonl")))
                .containsExactly(
                        """
                        {"id":"a","index":3,"phase":"steady","candidate":"edge: device/small",\
                        "clients":1,"delivery":"stream","estimator_sequence":0,"repeated":2,\
                        "characters":40,"prompt_tokens":10,"cached_prompt_tokens":0,\
                        "output_tokens":11,"arrivals":0,\
                        "node":{"slots":1,"running":0,"queued":0,"unread_tokens":0,"rtt_millis":0.0},\
                        "predicted":{"tpot_millis":10.0,"ttft_millis":100.0,"e2e_millis":200.0},\
                        "measured":{"tpot_millis":5.0,"ttft_millis":50.0,"e2e_millis":100.0}}""");
    }
}
