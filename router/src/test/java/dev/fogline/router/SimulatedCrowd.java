package dev.fogline.router;

import dev.fogline.spi.NodeState;
import dev.fogline.spi.OperatingCost.BatchSpeed;
import dev.fogline.spi.OperatingCost.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Twenty edges that share one pool, while their load steps up and down.
final class SimulatedCrowd {

    static final int EDGES = 20;

    /// 20 USD an hour; steps of 10 ms for one request and 34 for 64.
    static final Pool POOL =
            new Pool(
                    20,
                    List.of(
                            new BatchSpeed(1, 100),
                            new BatchSpeed(8, 700),
                            new BatchSpeed(16, 1_200),
                            new BatchSpeed(32, 1_700),
                            new BatchSpeed(64, 1_900)),
                    "a simulation");

    private static final double USD_PER_SECOND = NamedPolicy.USUAL_PRICE.usdPerSecond();
    private static final double TICK_SECONDS = 0.01;
    private static final double MEAN_TOKENS = 60;

    /// How a run goes.
    ///
    /// @param interval seconds between two announcements; 0 for none
    /// @param spread whether decisions reckon with loads of their own
    /// @param own whether edges add what they have sent themselves
    /// @param alike whether all devices are equally fast
    record Way(double interval, boolean spread, boolean own, boolean alike) {}

    /// A second of a run.
    ///
    /// @param load in the pool, running and waiting
    /// @param usd marginal price of a token
    /// @param share of the requests that went to the pool; NaN for no request
    /// @param regret what they cost above the better place, as a share of that; NaN for no request
    record Second(double load, double usd, double share, double regret) {}

    private SimulatedCrowd() {}

    /// @param levels requests per second and edge, one for each phase
    static List<Second> run(Way way, double[] levels, int phaseSeconds, long seed) {
        var random = new Random(seed);
        var pool = new SimulatedEngine(POOL);
        List<SimulatedEdge> edges = new ArrayList<>();
        for (int i = 0; i < EDGES; i++) {
            edges.add(new SimulatedEdge(way.alike() ? 25 : 15 + 20.0 * i / (EDGES - 1)));
        }
        var seconds = new ArrayList<Second>();
        int ticksPerSecond = (int) Math.round(1 / TICK_SECONDS);
        int announceTicks = (int) Math.round(way.interval() / TICK_SECONDS);
        int tick = 0;
        for (double level : levels) {
            for (int second = 0; second < phaseSeconds; second++) {
                var tally = new Tally();
                for (int i = 0; i < ticksPerSecond; i++, tick++) {
                    double now = tick * TICK_SECONDS;
                    if (announceTicks > 0 && tick % announceTicks == 0) {
                        NodeState told = SimulatedEdge.announced(pool, POOL);
                        edges.forEach(edge -> edge.hears(told));
                    }
                    for (SimulatedEdge edge : edges) {
                        if (random.nextDouble() < level * TICK_SECONDS) {
                            ask(edge, way, now, random, pool, tally);
                        }
                    }
                    pool.advance(now + TICK_SECONDS, TICK_SECONDS);
                    edges.forEach(edge -> edge.device().advance(now + TICK_SECONDS, TICK_SECONDS));
                    tally.load += pool.running() + pool.queued();
                    tally.usd += pool.usd(1);
                }
                seconds.add(tally.second(ticksPerSecond));
            }
        }
        return seconds;
    }

    private static void ask(
            SimulatedEdge edge,
            Way way,
            double now,
            Random random,
            SimulatedEngine pool,
            Tally tally) {
        double inPool = USD_PER_SECOND * pool.seconds(MEAN_TOKENS) + pool.usd(MEAN_TOKENS);
        double onDevice = USD_PER_SECOND * edge.device().seconds(MEAN_TOKENS);
        int tokens = (int) Math.round(MEAN_TOKENS * (0.5 + random.nextDouble()));
        double chance = way.spread() ? random.nextDouble() : 0.5;
        boolean toPool = edge.ask(tokens, now, chance, way.own(), pool);
        double best = Math.min(inPool, onDevice);
        tally.asked++;
        tally.toPool += toPool ? 1 : 0;
        tally.best += best;
        tally.lost += (toPool ? inPool : onDevice) - best;
    }

    private static final class Tally {
        private double load;
        private double usd;
        private int asked;
        private int toPool;
        private double best;
        private double lost;

        private Second second(int ticks) {
            return new Second(load / ticks, usd / ticks, (double) toPool / asked, lost / best);
        }
    }
}
