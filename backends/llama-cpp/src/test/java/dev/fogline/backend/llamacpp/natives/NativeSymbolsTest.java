package dev.fogline.backend.llamacpp.natives;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeSymbolsTest {

    private static final Path NATIVES = Path.of(System.getProperty("fogline.llama.dir"));

    @TempDir private Path folder;

    @Test
    void saysThatTheFolderIsMissing() {
        Path missing = folder.resolve("lib");

        assertThatThrownBy(() -> NativeSymbols.open(missing))
                .isInstanceOf(LlamaException.class)
                .hasMessage("no llama.cpp here: the directory " + missing + " cannot be read");
    }

    @Test
    void saysWhichLibraryIsMissing() {
        assertThatThrownBy(() -> NativeSymbols.open(folder))
                .isInstanceOf(LlamaException.class)
                .hasMessage(
                        "no llama.cpp here: there is no libllama.so or libllama.v*.so in "
                                + folder);
    }

    @Test
    void saysWhichLibraryIsCutOff() throws IOException {
        byte[] library = Files.readAllBytes(NATIVES.resolve("libggml-base.so"));
        Path file =
                Files.write(
                        folder.resolve("libggml-cpu-x.so"),
                        Arrays.copyOf(library, library.length - 1));

        assertThatThrownBy(() -> NativeSymbols.open(folder))
                .isInstanceOf(LlamaException.class)
                .hasMessage(
                        file
                                + " is cut off: "
                                + (library.length - 1)
                                + " of "
                                + library.length
                                + " bytes");
    }

    @Test
    void saysThatALibraryIsMissingBesideAnother() throws IOException {
        String library =
                Files.readString(
                        NATIVES.resolve("libllama.v0.5.0.so"), StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("libllama.so");
        Files.writeString(
                file,
                library.replace("libggml-base.so", "libggml-none.so"),
                StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> NativeSymbols.open(folder))
                .isInstanceOf(LlamaException.class)
                .hasMessageStartingWith(
                        file + " cannot be opened: a library beside it is missing, or ");
    }

    @Test
    void refusesALibraryWithoutOurFunctions() throws IOException {
        for (String name : new String[] {"libllama.so", "libggml.so", "libggml-base.so"}) {
            Files.copy(NATIVES.resolve("libggml-base.so"), folder.resolve(name));
        }

        assertThatThrownBy(() -> NativeSymbols.open(folder))
                .isInstanceOf(LlamaException.class)
                .hasMessage(
                        "the llama.cpp libraries in " + folder + " have no function llama_version");
    }
}
