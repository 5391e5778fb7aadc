package dev.fogline.backend.llamacpp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8DecoderTest {

    private final Utf8Decoder decoder = new Utf8Decoder();

    @Test
    void holdsACharacterBackUntilItsLastByte() {
        byte[] smile = "😀".getBytes(StandardCharsets.UTF_8);

        assertThat(decoder.decode(new byte[] {'a', smile[0]})).isEqualTo("a");
        assertThat(decoder.decode(new byte[] {smile[1], smile[2]})).isEmpty();
        assertThat(decoder.decode(new byte[] {smile[3], 'b'})).isEqualTo("😀b");
    }

    @Test
    void replacesWhatIsNoUtf8() {
        assertThat(decoder.decode(new byte[] {'a', (byte) 0xff, 'b'})).isEqualTo("a\ufffdb");
    }

    @Test
    void replacesACharacterThatIsCutOffAtTheEnd() {
        decoder.decode(new byte[] {(byte) 0xf0, (byte) 0x9f});

        assertThat(decoder.finish()).isEqualTo("\ufffd");
        assertThat(decoder.finish()).isEmpty();
    }
}
