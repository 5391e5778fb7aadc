package dev.fogline.edge.privacy;

import dev.fogline.router.privacy.Detector;
import dev.fogline.router.privacy.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/// What to look for, and how to print it; a picocli mixin.
final class DetectorFlags {

    private static final String STRUCTURED = "structured";
    private static final String ALL = "all";

    @Option(
            names = "--kinds",
            split = ",",
            paramLabel = "KIND",
            description =
                    "what to look for, separated by commas: email, phone, card, iban, social-security, ip-address, secret,"
                            + " crypto-wallet, name, postal-address; or structured, which is all but the last two, or all"
                            + " (default: structured)")
    private List<String> kinds = List.of(STRUCTURED);

    @Option(names = "--json", description = "print one JSON object a line, the summary last")
    private boolean json;

    @Spec(Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    DetectorFlags() {}

    boolean json() {
        return json;
    }

    Detector detector() {
        Set<Kind> asked = EnumSet.noneOf(Kind.class);
        kinds.forEach(name -> asked.addAll(kinds(name)));
        return Detector.of(asked);
    }

    private Set<Kind> kinds(String name) {
        return switch (name) {
            case STRUCTURED -> Kind.structured();
            case ALL -> EnumSet.allOf(Kind.class);
            default -> Set.of(Kind.named(name).orElseThrow(() -> unknown(name)));
        };
    }

    private ParameterException unknown(String name) {
        return new ParameterException(
                spec.commandLine(),
                "--kinds: no kind '" + name + "'; there are " + Kind.configNames());
    }
}
