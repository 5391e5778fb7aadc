package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.worker.Frame.Cancel;
import dev.fogline.backend.llamacpp.worker.Frame.Count;
import dev.fogline.backend.llamacpp.worker.Frame.Counted;
import dev.fogline.backend.llamacpp.worker.Frame.Denied;
import dev.fogline.backend.llamacpp.worker.Frame.Embed;
import dev.fogline.backend.llamacpp.worker.Frame.Generate;
import dev.fogline.backend.llamacpp.worker.Frame.Open;
import dev.fogline.backend.llamacpp.worker.Frame.Opened;
import dev.fogline.backend.llamacpp.worker.Frame.Pulse;
import dev.fogline.backend.llamacpp.worker.Frame.Refused;
import dev.fogline.backend.llamacpp.worker.Frame.Sent;
import dev.fogline.backend.llamacpp.worker.Frame.Starved;
import dev.fogline.backend.llamacpp.worker.FrameIn.Values;
import dev.fogline.backend.llamacpp.worker.FrameOut.Bytes;
import java.io.IOException;

/// Frames as bytes: the name of the kind, then the parts in the order of the record. Both sides are
/// of one build, so there is no version.
final class FrameCodec {

    private FrameCodec() {}

    private enum Kind {
        OPEN,
        GENERATE,
        EMBED,
        CANCEL,
        COUNT,
        OPENED,
        REFUSED,
        STARVED,
        SENT,
        DENIED,
        COUNTED,
        PULSE
    }

    static void write(Frame frame, Bytes to) {
        switch (frame) {
            case Open(var options) -> {
                to.choice(Kind.OPEN);
                Orders.write(options, to);
            }
            case Generate(long id, var generation) -> {
                head(Kind.GENERATE, id, to);
                Orders.write(generation, to);
            }
            case Embed(long id, var texts) -> {
                head(Kind.EMBED, id, to);
                to.list(texts, Orders::write);
            }
            case Cancel(long id) -> head(Kind.CANCEL, id, to);
            case Count(long id, var prompt) -> {
                head(Kind.COUNT, id, to);
                Orders.write(prompt, to);
            }
            case Opened(var profile) -> {
                to.choice(Kind.OPENED);
                Reports.write(profile, to);
            }
            case Refused(String why) -> {
                to.choice(Kind.REFUSED);
                to.text(why);
            }
            case Starved(String why) -> {
                to.choice(Kind.STARVED);
                to.text(why);
            }
            case Sent(long id, var event) -> {
                head(Kind.SENT, id, to);
                Reports.write(event, to);
            }
            case Denied(long id, var fault) -> {
                head(Kind.DENIED, id, to);
                Reports.write(fault, to);
            }
            case Counted(long id, int tokens) -> {
                head(Kind.COUNTED, id, to);
                to.number(tokens);
            }
            case Pulse(var load) -> {
                to.choice(Kind.PULSE);
                Reports.write(load, to);
            }
        }
    }

    static Frame read(Values from) throws IOException {
        return switch (from.choice(Kind.class)) {
            case OPEN -> new Open(Orders.options(from));
            case GENERATE -> new Generate(from.longNumber(), Orders.generation(from));
            case EMBED -> new Embed(from.longNumber(), from.list(Orders::prompt));
            case CANCEL -> new Cancel(from.longNumber());
            case COUNT -> new Count(from.longNumber(), Orders.prompt(from));
            case OPENED -> new Opened(Reports.profile(from));
            case REFUSED -> new Refused(from.text());
            case STARVED -> new Starved(from.text());
            case SENT -> new Sent(from.longNumber(), Reports.event(from));
            case DENIED -> new Denied(from.longNumber(), Reports.fault(from));
            case COUNTED -> new Counted(from.longNumber(), from.number());
            case PULSE -> new Pulse(Reports.load(from));
        };
    }

    private static void head(Kind kind, long id, Bytes to) {
        to.choice(kind);
        to.number(id);
    }
}
