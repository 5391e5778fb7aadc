package dev.fogline.edge.door;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// One line that tells how far a long command is: rewritten in place on a terminal, not shown
/// elsewhere.
public final class Progress {

    private static final String TO_LINE_START = "\r";
    private static final String CLEAR_LINE = "\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private int shownPercent = -1;

    /// @param out the standard error stream; whether it is a terminal is what the process's console
    ///   says
    public Progress(PrintWriter out) {
        this(out, Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
    }

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// @param what is being done
    /// @param done of `total`, 0 to total
    /// @param total ≥ 1
    public void show(String what, int done, int total) {
        int percent = (int) (100L * done / total);
        if (!terminal || percent == shownPercent) {
            return;
        }
        show(what + " " + percent + " % (" + done + " of " + total + ")");
        shownPercent = percent;
    }

    /// Shows this line in place of the one before; how often is the caller's affair.
    public void show(String line) {
        if (terminal) {
            shownPercent = 0;
            out.print(TO_LINE_START + CLEAR_LINE + line);
            out.flush();
        }
    }

    /// Takes the line away.
    public void end() {
        if (terminal && shownPercent >= 0) {
            out.print(TO_LINE_START + CLEAR_LINE);
            out.flush();
        }
        shownPercent = -1;
    }
}
