package dev.fogline.backend.llamacpp.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Turns bytes that arrive in pieces into text, holding back a character until its last byte is
/// there. One thread uses it.
public final class Utf8Decoder {

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] incomplete = {};

    /// The characters that are complete with these bytes; bytes that are no UTF-8 become the
    /// replacement character.
    public String decode(byte[] bytes) {
        ByteBuffer in = joined(bytes);
        CharBuffer out = CharBuffer.allocate(in.remaining());
        decoder.decode(in, out, false);
        incomplete = new byte[in.remaining()];
        in.get(incomplete);
        return out.flip().toString();
    }

    /// What is left at the end of the text: nothing, or one replacement character for a character
    /// that was cut off.
    public String finish() {
        String rest = incomplete.length == 0 ? "" : "\ufffd";
        incomplete = new byte[0];
        return rest;
    }

    private ByteBuffer joined(byte[] bytes) {
        return ByteBuffer.allocate(incomplete.length + bytes.length)
                .put(incomplete)
                .put(bytes)
                .flip();
    }
}
