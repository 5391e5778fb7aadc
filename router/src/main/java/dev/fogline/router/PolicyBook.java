package dev.fogline.router;

import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The policies of a node, and which of them decides about a request.
///
/// @param usual the name of the policy where no rule fits
/// @param rules the first that fits decides
/// @param policies by name
public record PolicyBook(String usual, List<Rule> rules, Map<String, NamedPolicy> policies) {

    public PolicyBook {
        rules = List.copyOf(rules);
        policies = Map.copyOf(policies);
        requireKnown(usual, policies);
        for (Rule rule : rules) {
            requireKnown(rule.policy(), policies);
        }
    }

    /// A single policy for everything.
    public static PolicyBook of(NamedPolicy policy) {
        return new PolicyBook(policy.name(), List.of(), Map.of(policy.name(), policy));
    }

    /// What chooses a policy.
    ///
    /// @param model an alias that clients ask for; it leaves the choice of the model to the policy
    /// @param tenant who asks
    /// @param policy its name
    /// @param strength whether the client may choose another one by a header
    public record Rule(
            Optional<String> model, Optional<String> tenant, String policy, Strength strength) {

        boolean fits(InferenceRequest request) {
            return model.map(request.model()::equals).orElse(true)
                    && tenant.map(request.tenant()::equals).orElse(true);
        }
    }

    /// Whether a rule outweighs the client.
    public enum Strength {
        /// The client's header decides.
        USUAL,
        /// The rule decides.
        BINDING
    }

    /// Names of models that leave the choice to a policy.
    public Set<String> aliases() {
        return rules.stream()
                .flatMap(rule -> rule.model().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The one that decides where no rule fits.
    NamedPolicy usualPolicy() {
        return Objects.requireNonNull(policies.get(usual)); // the constructor saw to it
    }

    /// The policy for a request.
    ///
    /// @param asked the name in the client's header
    /// @return empty if it asks for one that there is not
    Optional<NamedPolicy> of(InferenceRequest request, Optional<String> asked) {
        Optional<Rule> rule = rules.stream().filter(one -> one.fits(request)).findFirst();
        boolean binding = rule.filter(one -> one.strength() == Strength.BINDING).isPresent();
        String name =
                asked.filter(header -> !binding).or(() -> rule.map(Rule::policy)).orElse(usual);
        return Optional.ofNullable(policies.get(name));
    }

    private static void requireKnown(String name, Map<String, NamedPolicy> policies) {
        if (!policies.containsKey(name)) {
            throw new IllegalArgumentException("there is no policy '" + name + "'");
        }
    }

    /// All names, sorted, with commas between them.
    String names() {
        return String.join(", ", new TreeSet<>(policies.keySet()));
    }
}
