package dev.fogline.edge.config;

import dev.fogline.router.Limits;
import dev.fogline.router.NamedPolicy;
import dev.fogline.router.Plugins;
import dev.fogline.router.PolicyBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Reads policy files. The ready-made policies are there in any case.
public final class PolicyFile {

    private static final String READY_MADE = "ready-made-policies.yaml";
    private static final Set<String> TOP = Set.of("default", "rules", "policies");

    private final Values values;
    private final Plugins plugins;
    private final NamedPolicy plain;

    /// @param environment for placeholders
    /// @param limits whose times hold where a policy says nothing
    public PolicyFile(Map<String, String> environment, Plugins plugins, Limits limits) {
        this.values = new Values(environment);
        this.plugins = plugins;
        this.plain = NamedPolicy.balanced(limits);
    }

    /// The ready-made ones alone.
    public PolicyBook readyMade() {
        return book(section(READY_MADE, readyMadeText()), Map.of());
    }

    /// The ready-made ones, and those of a file.
    ///
    /// @throws ConfigException with one line that names the file, the line and the reason
    public PolicyBook read(Path file) {
        try {
            return read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException missing) {
            throw new ConfigException("there is no policy file " + file);
        } catch (IOException failed) {
            throw new ConfigException(
                    "cannot read the policy file " + file + ": " + failed.getMessage());
        }
    }

    PolicyBook read(String name, String text) {
        return book(section(name, text), readyMade().policies());
    }

    private PolicyBook book(Section top, Map<String, NamedPolicy> readyMade) {
        top.knowing(TOP);
        var policies = new LinkedHashMap<>(readyMade);
        top.section("policies")
                .ifPresent(section -> policies(section, readyMade.keySet(), policies));
        String usual = top.text("default").orElse(plain.name());
        known(top, "default", usual, policies);
        List<PolicyBook.Rule> rules =
                top.sections("rules").stream().map(rule -> rule(rule, policies)).toList();
        return new PolicyBook(usual, rules, policies);
    }

    private void policies(Section section, Set<String> taken, Map<String, NamedPolicy> policies) {
        var reader = new PolicyReader(plugins);
        for (String name : section.keys().entries().keySet()) {
            if (taken.contains(name)) {
                throw section.wrong(
                        name, "is ready-made; name yours otherwise, with `like: " + name + "`");
            }
            Section entry = section.section(name).orElseGet(() -> section("", ""));
            policies.put(name, reader.read(name, entry, policies, plain));
        }
    }

    private static PolicyBook.Rule rule(Section section, Map<String, NamedPolicy> policies) {
        section.knowing(Set.of("model", "tenant", "policy", "binding"));
        String policy = section.required("policy");
        known(section, "policy", policy, policies);
        Optional<String> model = section.text("model");
        Optional<String> tenant = section.text("tenant");
        if (model.isEmpty() && tenant.isEmpty()) {
            throw section.wrong(
                    "policy", "a rule has a model or a tenant; for everything else set `default`");
        }
        return new PolicyBook.Rule(
                model,
                tenant,
                policy,
                Words.flag(section, "binding")
                        ? PolicyBook.Strength.BINDING
                        : PolicyBook.Strength.USUAL);
    }

    private static void known(
            Section section, String key, String name, Map<String, NamedPolicy> policies) {
        if (!policies.containsKey(name)) {
            throw section.wrong(
                    key,
                    "there is no policy '"
                            + name
                            + "'; did you mean '"
                            + Nearest.to(name, policies.keySet())
                            + "'?");
        }
    }

    private Section section(String name, String text) {
        return new Section(name, values, Yaml.parse(name, text));
    }

    private static String readyMadeText() {
        try (InputStream in =
                Objects.requireNonNull(PolicyFile.class.getResourceAsStream(READY_MADE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
