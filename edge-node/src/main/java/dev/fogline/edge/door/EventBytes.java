package dev.fogline.edge.door;

import java.nio.charset.StandardCharsets;

/// A server-sent event as one array, so that it is one chunk and one packet.
final class EventBytes {

    private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

    private EventBytes() {}

    /// @param head fields before the document, up to `data: `
    /// @param document without a line break
    static byte[] of(byte[] head, byte[] document) {
        byte[] event = new byte[head.length + document.length + END.length];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(document, 0, event, head.length, document.length);
        System.arraycopy(END, 0, event, head.length + document.length, END.length);
        return event;
    }
}
