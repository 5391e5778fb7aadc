package dev.fogline.cloud.beacon;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// One answer that a paced engine gives, handed over in pieces of some tokens.
final class PacedRun {

    /// So that a thousand tokens a second are some hundred events.
    private static final int PIECE_TOKENS = 4;

    private final int tokens;
    private final BlockingQueue<Integer> pieces = new LinkedBlockingQueue<>();
    private double left;
    private int handedOver;

    /// @param tokens of the answer, ≥ 1
    PacedRun(int tokens) {
        this.tokens = tokens;
        this.left = tokens;
    }

    /// Waits for the next tokens.
    ///
    /// @return how many, ≥ 1; 0 after the last
    int next() throws InterruptedException {
        return pieces.take();
    }

    /// @param steps that the engine has made, parts of one included
    /// @return whether the last token has come
    boolean advance(double steps) {
        left -= steps;
        int made = Math.min(tokens, (int) Math.floor(tokens - left + 1e-9));
        boolean done = made == tokens;
        if (made > handedOver && (done || handedOver == 0 || made - handedOver >= PIECE_TOKENS)) {
            pieces.add(made - handedOver);
            handedOver = made;
        }
        if (done) {
            pieces.add(0);
        }
        return done;
    }
}
