package dev.fogline.backend.openai;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts bytes into the data of server-sent events, wherever the bytes were split.
///
/// Lines are cut before text is decoded, so a split inside a UTF-8 character or between CR and LF
/// does no harm. Comments and fields other than `data` are passed over. Source: WHATWG HTML,
/// section 9.2.6, except that data lines at the end of the body count without the blank line some
/// servers forget. Not thread-safe.
final class SseDecoder {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NONE = {};

    private final int maxEventBytes;

    /// The beginning of a line whose end has not come.
    private byte[] line = NONE;

    private int lineLength;
    private String data = "";

    /// Of events with several data lines only.
    private final StringBuilder joined = new StringBuilder();

    private int dataBytes;
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
        var events = new ArrayList<String>(2);
        int to = offset + length;
        int from = offset;
        if (afterReturn && length > 0) {
            from += bytes[from] == '\n' ? 1 : 0;
            afterReturn = false;
        }
        while (from < to && !overflown) {
            int end = lineEnd(bytes, from, to);
            overflown = lineLength + (end - from) + dataBytes > maxEventBytes;
            if (overflown) {
                break;
            }
            if (end == to) {
                keep(bytes, from, end);
                break;
            }
            endLine(bytes, from, end, events);
            from = end + 1;
            if (bytes[end] == '\r') {
                afterReturn = from == to;
                from += from < to && bytes[from] == '\n' ? 1 : 0;
            }
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

    private static int lineEnd(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    private void keep(byte[] bytes, int from, int to) {
        int length = to - from;
        if (lineLength + length > line.length) {
            line = Arrays.copyOf(line, Math.max(lineLength + length, 2 * line.length));
        }
        System.arraycopy(bytes, from, line, lineLength, length);
        lineLength += length;
    }

    private void endLine(byte[] bytes, int from, int to, List<String> events) {
        if (lineLength == 0) {
            takeLine(bytes, from, to, events);
            return;
        }
        keep(bytes, from, to);
        int length = lineLength;
        lineLength = 0;
        takeLine(line, 0, length, events);
    }

    private void takeLine(byte[] bytes, int from, int to, List<String> events) {
        int start = from;
        if (firstLine) {
            start += startsWith(bytes, from, to, BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
            firstLine = false;
        }
        if (start == to) {
            dispatch(events);
        } else if (startsWith(bytes, start, to, DATA)) {
            append(bytes, start + DATA.length, to);
        }
    }

    private void append(byte[] bytes, int start, int to) {
        int from = start < to && bytes[start] == ' ' ? start + 1 : start;
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (hasData) {
            joined.append(joined.isEmpty() ? data : "").append('\n').append(text);
        } else {
            data = text;
        }
        dataBytes += to - from + (hasData ? 1 : 0);
        hasData = true;
    }

    private void dispatch(List<String> events) {
        String event = joined.isEmpty() ? data : joined.toString();
        if (!event.isEmpty()) {
            events.add(event);
        }
        data = "";
        joined.setLength(0);
        dataBytes = 0;
        hasData = false;
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] prefix) {
        return to - from >= prefix.length
                && Arrays.equals(bytes, from, from + prefix.length, prefix, 0, prefix.length);
    }
}
