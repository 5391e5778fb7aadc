package dev.fogline.backend.llamacpp.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, LINUX, libllama.v0.5.0.so",
        "Mac OS X, MAC, libllama.dylib",
        "Windows 11, WINDOWS, llama.dll"
    })
    void knowsHowLibrariesAreNamed(String system, Platform platform, String file) {
        assertThat(Platform.of(system)).isEqualTo(platform);
        assertThat(file).matches(platform.pattern("llama"));
        assertThat("libllama-common.so").doesNotMatch(platform.pattern("llama"));
    }

    @Test
    void onlyLinuxLibrariesWereChecked() {
        assertThat(Platform.LINUX.problem()).isEmpty();
        assertThat(Platform.MAC.problem())
                .hasValueSatisfying(
                        problem ->
                                assertThat(problem)
                                        .startsWith("no llama.cpp here: ")
                                        .contains("another release than 0.5.0"));
        assertThat(Platform.WINDOWS.problem()).isPresent();
    }
}
