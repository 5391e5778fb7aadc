package dev.fogline.router;

import dev.fogline.router.fair.Ticket;
import dev.fogline.router.fair.Used;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The time during which a request has a slot. What it generates costs no lock: the gate looks when
/// it has to choose.
final class Turn {

    private final Gate gate;
    private final Ticket ticket;
    private final AtomicInteger generated = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean seated = new AtomicBoolean();
    private int taken;

    Turn(Gate gate, Ticket ticket) {
        this.gate = gate;
        this.ticket = ticket;
    }

    Ticket ticket() {
        return ticket;
    }

    /// It is counted where it will run; or it runs where nobody counts.
    void seated() {
        if (seated.compareAndSet(false, true)) {
            gate.seated();
        }
    }

    /// A piece came, which is about a token.
    void piece() {
        generated.incrementAndGet();
    }

    /// Tokens since the last call; guarded by the gate.
    int takeGenerated() {
        int now = generated.get();
        int since = now - taken;
        taken = now;
        return since;
    }

    /// Gives the slot back, once.
    ///
    /// @param used what the request took in truth
    void end(Used used) {
        if (ended.compareAndSet(false, true)) {
            seated();
            gate.end(this, used);
        }
    }

    /// The same where nobody told: the estimated prompt and the pieces that came.
    void end() {
        end(new Used(ticket.ask().inputTokens(), generated.get()));
    }
}
