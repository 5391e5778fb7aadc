package dev.fogline.router.fair;

import java.util.ArrayDeque;

/// What a schedule knows of one tenant.
final class Flow {

    /// Of the newest answer in the mean length; the last twenty or so count.
    private static final double NEWEST_SHARE = 0.1;

    final ArrayDeque<Ticket> waiting = new ArrayDeque<>();

    /// Service received so far, divided by the priority; lifted when the tenant comes back.
    double counter;

    /// Expected service of what waits.
    double waitingWork;

    /// Of the newest request.
    int priority = 1;

    /// Requests that have a slot.
    int running;

    /// When it last asked.
    long askedNanos;

    private double meanOutputTokens = -1;

    void enqueue(Ticket ticket, ServiceWeights weights) {
        waiting.addLast(ticket);
        waitingWork += ticket.work(weights);
    }

    /// It waits no longer, for whatever reason.
    void dequeued(Ticket ticket, ServiceWeights weights) {
        waitingWork = waiting.isEmpty() ? 0 : waitingWork - ticket.work(weights);
    }

    void charge(double service, int priority) {
        counter += service / priority;
    }

    /// Before the first answer it is what the request itself says.
    double expectedOutputTokens(Ask ask) {
        double usual = meanOutputTokens < 0 ? ask.expectedOutputTokens() : meanOutputTokens;
        return Math.min(usual, ask.mostOutputTokens());
    }

    void answered(int outputTokens) {
        meanOutputTokens =
                meanOutputTokens < 0
                        ? outputTokens
                        : meanOutputTokens + NEWEST_SHARE * (outputTokens - meanOutputTokens);
    }

    /// Waiting requests for each unit of priority, were there so many more.
    double crowd(int more) {
        return (double) (waiting.size() + more) / priority;
    }
}
