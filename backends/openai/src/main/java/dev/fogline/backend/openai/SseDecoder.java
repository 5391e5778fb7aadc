package dev.fogline.backend.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts bytes into the data of server-sent events, wherever the bytes were split.
///
/// Lines are cut before text is decoded, so a split inside a UTF-8 character or between CR and LF
/// does no harm. Comments and fields other than `data` are passed over. Source: WHATWG HTML,
/// section 9.2.6, except that data lines at the end of the body count without the blank line some
/// servers forget. Not thread-safe.
final class SseDecoder {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final int maxEventBytes;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private boolean hasData;
    private boolean afterReturn;
    private boolean firstLine = true;
    private boolean overflown;

    /// @param maxEventBytes of one line, and of the data lines of one event together
    SseDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /// Takes the next bytes of the body.
    ///
    /// @return the data of the events that ended in them, in order; none any more once [#overflown]
    List<String> feed(byte[] bytes, int offset, int length) {
        var events = new ArrayList<String>();
        for (int i = offset; i < offset + length && !overflown; i++) {
            take(bytes[i], events);
        }
        return events;
    }

    /// The body has ended.
    ///
    /// @return the event whose blank line is missing, if there is one; an unfinished line is
    ///   dropped
    List<String> end() {
        var events = new ArrayList<String>();
        dispatch(events);
        return events;
    }

    /// Whether an event was larger than allowed; nothing more is decoded then.
    boolean overflown() {
        return overflown;
    }

    private void take(byte next, List<String> events) {
        boolean secondHalf = afterReturn && next == '\n';
        afterReturn = next == '\r';
        if (secondHalf) {
            return;
        }
        if (next == '\n' || next == '\r') {
            endLine(events);
            return;
        }
        line.write(next);
        overflown = line.size() + data.size() > maxEventBytes;
    }

    private void endLine(List<String> events) {
        byte[] bytes = line.toByteArray();
        line.reset();
        int start = firstLine && startsWith(bytes, 0, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
        firstLine = false;
        if (bytes.length == start) {
            dispatch(events);
            return;
        }
        if (startsWith(bytes, start, "data:".getBytes(StandardCharsets.US_ASCII))) {
            append(bytes, start + "data:".length());
        }
    }

    private void append(byte[] bytes, int start) {
        int from = start < bytes.length && bytes[start] == ' ' ? start + 1 : start;
        if (hasData) {
            data.write('\n');
        }
        data.write(bytes, from, bytes.length - from);
        hasData = true;
    }

    private void dispatch(List<String> events) {
        if (data.size() > 0) {
            events.add(data.toString(StandardCharsets.UTF_8));
        }
        data.reset();
        hasData = false;
    }

    private static boolean startsWith(byte[] bytes, int offset, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (offset + i >= bytes.length || bytes[offset + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
