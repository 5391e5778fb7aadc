package dev.fogline.backend.llamacpp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.spi.answer.BackendException;
import dev.fogline.spi.answer.Fault;
import dev.fogline.spi.answer.FaultKind;
import dev.fogline.spi.request.Sampling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Two slots, and a queue of one.
class IntakeTest {

    private final List<Event> events = new ArrayList<>();

    private final Intake intake = new Intake(2, 1);

    @Test
    void refusesWhatNeitherSlotsNorQueueHold() throws BackendException {
        offer(3);

        assertThatThrownBy(() -> intake.offer(job()))
                .hasMessage("0 requests are running and 3 are waiting")
                .satisfies(
                        thrown ->
                                assertThat(((BackendException) thrown).fault().kind())
                                        .isEqualTo(FaultKind.OVERLOADED));
    }

    @Test
    void givesNoMoreJobsThanSlots() throws Exception {
        List<Job> jobs = offer(3);

        assertThat(intake.take()).contains(jobs.subList(0, 2));
        assertThat(intake.take()).contains(List.of());
        assertThat(load()).isEqualTo(new Load(2, 1, 3, 0, 0, 0, 0, true));
    }

    @Test
    void givesTheNextJobWhenOneHasFinished() throws Exception {
        List<Job> jobs = offer(3);
        intake.take();

        intake.finish(jobs.getFirst(), new Ending.Cancelled());

        assertThat(intake.take()).contains(jobs.subList(2, 3));
    }

    @Test
    void aCancelledJobLeavesTheQueue() throws Exception {
        List<Job> jobs = offer(3);
        intake.take();

        jobs.get(2).cancel();
        intake.take();

        assertThat(load().queued()).isZero();
        assertThat(events).containsExactly(new Ending.Cancelled());
    }

    @Test
    void givesNothingOnceClosed() throws Exception {
        offer(1);
        intake.close(Fault.of(FaultKind.UNAVAILABLE, "first reason"));
        intake.close(Fault.of(FaultKind.INTERNAL, "second reason"));

        assertThat(intake.take()).isEmpty();
        assertThatThrownBy(() -> intake.offer(job())).hasMessage("first reason");
    }

    @Test
    void endsWhatRunsAndWhatWaits() throws Exception {
        offer(3);
        intake.take();
        intake.close(Fault.of(FaultKind.UNAVAILABLE, "closed"));

        intake.finishAll(new Ending.Cancelled());

        assertThat(events).hasSize(3).containsOnly(new Ending.Cancelled());
        assertThat(load()).isEqualTo(new Load(0, 0, 0, 0, 0, 0, 0, false));
    }

    private Load load() {
        return intake.load(new Pace(() -> 0, 1));
    }

    private List<Job> offer(int count) throws BackendException {
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < count; i++) {
            Job job = job();
            intake.offer(job);
            jobs.add(job);
        }
        return jobs;
    }

    private Job job() {
        int[] prompt = {1};
        var generation = Generation.of(new Prompt.Tokens(prompt), 1, Sampling.GREEDY, 0);
        return new Job(generation, prompt, 1, 1, Optional.empty(), events::add, () -> {});
    }
}
