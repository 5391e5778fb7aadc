package dev.fogline.router;

import dev.fogline.spi.Assessment;
import dev.fogline.spi.Decision;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.request.Features;
import dev.fogline.spi.request.InferenceRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// A request under the policy that decides about it.
sealed interface Taken {

    /// As the policy treats it: perhaps more private, perhaps with less time.
    InferenceRequest request();

    /// What to do with it; pure.
    Decision decide(Features features, Snapshot snapshot, Learned learned, long nowNanos);

    /// Whether it may leave the device, and who says so.
    Classification classification();

    /// Whose rules hold; empty if nobody's.
    Optional<NamedPolicy> policy();

    /// Takes what was decided into account for the requests to come.
    void count(Decision decision);

    /// What a gain in quality had to be above for the cloud, by the policy's quota; empty without
    /// one.
    OptionalDouble threshold();

    /// How to carry that out.
    Conduct conduct();

    /// How a candidate stands with the policy; empty if there is nothing to say.
    String standing(Assessment assessment);

    /// It has a policy.
    ///
    /// @param keeper of the policy's quota
    record Under(
            InferenceRequest request,
            Classification classification,
            Decider decider,
            Optional<QuotaKeeper> keeper)
            implements Taken {

        @Override
        public void count(Decision decision) {
            keeper.ifPresent(one -> one.count(decision, classification.dataClass()));
        }

        @Override
        public OptionalDouble threshold() {
            return decider.threshold();
        }

        @Override
        public Decision decide(
                Features features, Snapshot snapshot, Learned learned, long nowNanos) {
            Decision decision =
                    decider.given(snapshot.availability())
                            .decide(request, features, snapshot.candidates(), learned, nowNanos);
            return snapshot.balancing()
                    .of(
                            decision,
                            features.prefixHash(),
                            new IdleEstimates(learned.estimator(), features, nowNanos));
        }

        @Override
        public Optional<NamedPolicy> policy() {
            return Optional.of(decider.policy());
        }

        @Override
        public Conduct conduct() {
            return decider.policy().conduct();
        }

        @Override
        public String standing(Assessment assessment) {
            return assessment instanceof Assessment.Eligible eligible
                    ? decider.standing(eligible)
                    : "";
        }
    }

    /// The policy asked for does not exist.
    ///
    /// @param conduct of no consequence, as nobody is asked
    record Nowhere(InferenceRequest request, Conduct conduct, Fault fault) implements Taken {

        @Override
        public Classification classification() {
            return Classification.PUBLIC; // nothing is asked
        }

        @Override
        public void count(Decision decision) {}

        @Override
        public OptionalDouble threshold() {
            return OptionalDouble.empty();
        }

        @Override
        public Optional<NamedPolicy> policy() {
            return Optional.empty();
        }

        @Override
        public Decision decide(
                Features features, Snapshot snapshot, Learned learned, long nowNanos) {
            return new Decision.Refuse(fault, List.of(), learned.sequence());
        }

        @Override
        public String standing(Assessment assessment) {
            return "";
        }
    }
}
