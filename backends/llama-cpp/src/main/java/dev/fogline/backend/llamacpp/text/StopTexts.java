package dev.fogline.backend.llamacpp.text;

import java.util.List;

/// Watches a growing text for texts that end it, and holds back what may be the beginning of one.
/// One thread uses it.
public final class StopTexts {

    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    /// @param stops none of them empty
    public StopTexts(List<String> stops) {
        this.stops = stops;
    }

    /// Takes the next part of the text.
    ///
    /// @return what may be shown now; nothing from a stop text on
    public String next(String text) {
        held.append(text);
        int stop = firstStop();
        if (stop >= 0) {
            stopped = true;
            return take(stop);
        }
        return take(held.length() - heldBack());
    }

    /// Whether a stop text has come.
    public boolean stopped() {
        return stopped;
    }

    /// What was held back although no stop text came of it; at the end of the text.
    public String finish() {
        return stopped ? "" : take(held.length());
    }

    private int firstStop() {
        return stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
    }

    /// The length of the longest end of the text that a stop text begins with.
    private int heldBack() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length());
                    length > longest;
                    length--) {
                if (stop.startsWith(held.substring(held.length() - length))) {
                    longest = length;
                }
            }
        }
        return longest;
    }

    private String take(int length) {
        String text = held.substring(0, length);
        held.delete(0, length);
        return text;
    }
}
