package dev.fogline.backend.llamacpp.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputTailTest {

    @Test
    void theLastLineIsTheReasonWhereNoneTellsMore() {
        assertThat(reason("one\ntwo\n\n")).contains("two");
        assertThat(reason("")).isEmpty();
    }

    @Test
    void anAssertionTellsMoreThanWhatComesAfter() {
        assertThat(reason("llama.cpp:12: GGML_ASSERT(n > 0) failed\nAborted\n"))
                .contains("llama.cpp:12: GGML_ASSERT(n > 0) failed");
    }

    @Test
    void anErrorReportTellsTheSignalAndTheLibrary() {
        assertThat(
                        reason(
                                """
                                #
                                # A fatal error has been detected by the Java Runtime Environment:
                                #
                                #  SIGSEGV (0xb) at pc=0x00007efd97111ad8, pid=7730, tid=7731
                                #
                                # Problematic frame:
                                # C  [libllama.so+0x167ad8]  llama_decode+0x8
                                #
                                """))
                .contains("SIGSEGV (0xb), C  [libllama.so+0x167ad8]  llama_decode+0x8");
    }

    @Test
    void anErrorReportTellsOfMemory() {
        Optional<String> reason =
                reason(
                        """
                        # There is insufficient memory for the Java Runtime Environment to continue.
                        # Native memory allocation (malloc) failed to allocate 32752 bytes.
                        # Possible reasons:
                        #   The system is out of physical RAM or swap space
                        """);

        assertThat(reason)
                .contains("Native memory allocation (malloc) failed to allocate 32752 bytes.");
        assertThat(MemoryShortage.told(reason.orElseThrow())).isTrue();
    }

    private static Optional<String> reason(String output) {
        var tail = new OutputTail();
        tail.follow(new ByteArrayInputStream(output.getBytes(StandardCharsets.UTF_8)));
        return tail.reason();
    }
}
