package dev.fogline.edge.overhead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcFileTest {

    @Test
    void processorTimeIsUserAndSystemWhateverTheCommandIsCalled() {
        // utime 150 and stime 50 ticks of 10 ms
        String stat = "7 (a) b) S 1 7 7 0 -1 4194560 100 0 0 0 150 50 3 4 20 0 30 0 99";

        assertThat(ProcFile.cpuMicros(stat)).isEqualTo(2_000_000);
    }

    @Test
    void compilersAreKnownByTheNamesOfTheirThreads() {
        assertThat(ProcFile.isCompiler("7 (C2 CompilerThre) S 1 7 7")).isTrue();
        assertThat(ProcFile.isCompiler("7 (C1 CompilerThre) S 1 7 7")).isTrue();
        assertThat(ProcFile.isCompiler("7 (VM Thread) S 1 7 7")).isFalse();
    }

    @Test
    void memoryIsInMebibytes() {
        assertThat(ProcFile.mib("Name:\tx\nVmHWM:\t  4096 kB\nVmRSS:\t  2048 kB\n", "VmRSS:"))
                .isEqualTo(2);
    }
}
