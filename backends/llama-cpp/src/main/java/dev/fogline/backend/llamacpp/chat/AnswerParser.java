package dev.fogline.backend.llamacpp.chat;

import dev.fogline.spi.answer.Chunk;
import dev.fogline.spi.answer.Chunk.ToolCallPart;
import dev.fogline.spi.answer.TokenProbability;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Tells apart, in an answer as it grows, what the model thinks, says and calls.
///
/// Nothing of what stands around thinking and calls is shown, nothing else is lost: what begins
/// like a call and is none becomes text. A call is shown when it is complete. One thread uses it.
public final class AnswerParser {

    private enum Where {
        /// Nothing but white space yet.
        START,
        THINKING,
        TEXT,
        CALL
    }

    private final AnswerReading reading;
    private final Supplier<String> ids;
    private final List<String> openers;
    private final List<TokenProbability> probabilities = new ArrayList<>();

    /// Not shown yet.
    private final StringBuilder held = new StringBuilder();

    private Where where;
    private int calls;

    /// Whether white space goes with what stood before it.
    private boolean strips;

    /// The white space in front of what may be a call.
    private String gap = "";

    /// Written to while a piece is looked at.
    private final StringBuilder text = new StringBuilder();

    private final StringBuilder thought = new StringBuilder();
    private final List<ToolCallPart> parts = new ArrayList<>();

    AnswerParser(AnswerReading reading, Supplier<String> ids) {
        this.reading = reading;
        this.ids = ids;
        this.strips = reading.beginsThinking;
        this.openers = reading.dialect.map(ToolDialect::openers).orElse(List.of());
        this.where =
                reading.beginsThinking
                        ? Where.THINKING
                        : reading.thinking.isPresent() || bare() ? Where.START : Where.TEXT;
    }

    /// Takes the next piece of the answer as the engine gives it.
    ///
    /// @return what of it can be shown now, one chunk or none
    public List<Chunk> next(Chunk piece) {
        probabilities.addAll(piece.probabilities());
        held.append(reading.unseen.contains(piece.text()) ? "" : piece.text());
        while (step()) {}
        return shown(piece.reasoning());
    }

    /// The end of the answer: what was held back.
    public List<Chunk> finish() {
        while (step()) {}
        switch (where) {
            case THINKING -> thought.append(held.toString().stripTrailing());
            case CALL -> endCall();
            case START, TEXT ->
                    text.append((calls > 0 || strips) && held.toString().isBlank() ? "" : held);
        }
        held.setLength(0);
        return shown("");
    }

    /// Whether a tool was called.
    public boolean called() {
        return calls > 0;
    }

    private List<Chunk> shown(String reasoning) {
        var chunk =
                new Chunk(text.toString(), reasoning + thought, parts, List.copyOf(probabilities));
        text.setLength(0);
        thought.setLength(0);
        parts.clear();
        if (!chunk.hasContent()) {
            return List.of(); // the probabilities wait for text to go with
        }
        probabilities.clear();
        return List.of(chunk);
    }

    /// @return whether there may be more to do
    private boolean step() {
        return switch (where) {
            case START -> start();
            case THINKING -> thinking();
            case TEXT -> text();
            case CALL -> call();
        };
    }

    private boolean start() {
        String begun = held.toString().stripLeading();
        if (begun.isEmpty()) {
            return false;
        }
        if (strips) {
            hold(begun);
        }
        if (reading.thinking.isPresent()) {
            String start = reading.thinking.get().start();
            if (begun.startsWith(start)) {
                hold(begun.substring(start.length()));
                where = Where.THINKING;
                strips = true;
                return true;
            }
            if (start.startsWith(begun)) {
                return false;
            }
        }
        where = Where.TEXT;
        return !bare() || bareCall(begun);
    }

    /// A call that is the answer begins here or not at all.
    private boolean bareCall(String begun) {
        if (openers.stream().anyMatch(begun::startsWith)) {
            where = Where.CALL;
        } else if (openers.stream().anyMatch(opener -> opener.startsWith(begun))) {
            where = Where.START;
            return false;
        }
        return true;
    }

    private boolean thinking() {
        if (strips) {
            hold(held.toString().stripLeading());
            strips = held.isEmpty();
        }
        String end = reading.thinking.orElseThrow().end();
        int at = held.indexOf(end);
        if (at < 0) {
            take(held.length() - heldBack(List.of(end)), thought);
            return false;
        }
        thought.append(held.substring(0, at).stripTrailing());
        held.delete(0, at + end.length());
        where = Where.START;
        strips = true;
        return true;
    }

    private boolean text() {
        if (bare() || openers.isEmpty()) {
            take(held.length(), text);
            return false;
        }
        int at = openers.stream().mapToInt(held::indexOf).filter(i -> i >= 0).min().orElse(-1);
        if (at < 0) {
            take(held.length() - heldBack(openers), text);
            return false;
        }
        String before = held.substring(0, at);
        text.append(before.stripTrailing());
        gap = before.substring(before.stripTrailing().length());
        held.delete(0, at);
        where = Where.CALL;
        return true;
    }

    private boolean call() {
        CallReader.Result result =
                CallReader.read(
                        reading.dialect.orElseThrow(), held.toString(), false, reading.parameters);
        return switch (result) {
            case CallReader.Incomplete incomplete -> false;
            case CallReader.NoCall none -> {
                text.append(gap);
                take(Math.max(1, none.length()), text);
                where = Where.TEXT;
                yield true;
            }
            case CallReader.Calls read -> {
                read.calls().forEach(this::add);
                held.delete(0, read.length());
                where = bare() ? Where.START : Where.TEXT;
                yield true;
            }
        };
    }

    private void endCall() {
        CallReader.Result result =
                CallReader.read(
                        reading.dialect.orElseThrow(), held.toString(), true, reading.parameters);
        if (result instanceof CallReader.Calls read) {
            read.calls().forEach(this::add);
            String rest = held.substring(read.length());
            text.append(rest.isBlank() ? "" : rest);
        } else {
            text.append(gap).append(held);
        }
    }

    private void add(CallReader.Read call) {
        String id = call.id().isEmpty() ? ids.get() : call.id();
        parts.add(new ToolCallPart(calls++, id, call.name(), call.argumentsJson()));
    }

    private boolean bare() {
        return reading.dialect
                .filter(dialect -> dialect.wrapping == ToolDialect.Wrapping.BARE)
                .isPresent();
    }

    private void take(int length, StringBuilder into) {
        into.append(held, 0, length);
        held.delete(0, length);
    }

    /// How much of the end may be the beginning of one of these, with the white space in front.
    private int heldBack(List<String> marks) {
        int longest = 0;
        for (String mark : marks) {
            for (int length = Math.min(mark.length() - 1, held.length());
                    length > longest;
                    length--) {
                if (mark.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        int white = held.length() - longest;
        while (white > 0 && Character.isWhitespace(held.charAt(white - 1))) {
            white--;
        }
        return held.length() - white;
    }

    private void hold(String text) {
        held.setLength(0);
        held.append(text);
    }
}
