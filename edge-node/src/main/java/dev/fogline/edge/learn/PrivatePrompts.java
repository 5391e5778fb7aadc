package dev.fogline.edge.learn;

import dev.fogline.router.privacy.Detector;
import dev.fogline.router.privacy.Kind;
import dev.fogline.spi.ModelProfile.Tier;
import java.io.PrintWriter;
import java.util.List;

/// Leaves out prompts that hold personal data or secrets, as soon as one of the models runs
/// elsewhere.
record PrivatePrompts(PrintWriter err) {

    List<LearnPrompt> without(List<LearnPrompt> prompts, List<Side> sides) {
        if (sides.stream().allMatch(side -> side.tier() == Tier.DEVICE)) {
            return prompts;
        }
        Detector detector = Detector.of(Kind.structured());
        List<LearnPrompt> kept =
                prompts.stream()
                        .filter(prompt -> detector.inspect(List.of(prompt.text())).isEmpty())
                        .toList();
        if (kept.size() < prompts.size()) {
            err.println(
                    (prompts.size() - kept.size())
                            + " prompts hold personal data or secrets and are not sent; see `fogline privacy check`");
            err.flush();
        }
        return kept;
    }
}
