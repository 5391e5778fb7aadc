package dev.fogline.cloud.bench;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// When requests arrive, and how large they are: a piece of a recorded trace, or a bursty load of
/// our own. Equal seeds give equal arrivals.
final class Arrivals {

    /// Of Azure's conversations of 2023: medians and means of 1,020 and 1,155 prompt tokens, 129
    /// and 211 output tokens, as log-normal distributions with these.
    private static final double PROMPT_MEDIAN = 1_020;

    private static final double PROMPT_SIGMA = 0.5;
    private static final double OUTPUT_MEDIAN = 129;
    private static final double OUTPUT_SIGMA = 0.99;
    private static final int MOST_PROMPT = 4_096;
    private static final int MOST_OUTPUT = 1_024;

    /// Of the time between two arrivals: standard deviation over mean.
    private static final double CV = 13;

    private final List<Arrival> trace;

    private Arrivals(List<Arrival> trace) {
        this.trace = trace;
    }

    /// A load of our own: gamma distributed times between arrivals with a coefficient of variation
    /// of 13.
    static Arrivals bursty() {
        return new Arrivals(List.of());
    }

    /// Azure's format: `TIMESTAMP,ContextTokens,GeneratedTokens`.
    ///
    /// @throws CommandException that names the line
    static Arrivals of(Path csv) {
        var arrivals = new ArrayList<Arrival>();
        try {
            List<String> lines = Files.readAllLines(csv);
            for (int i = 1; i < lines.size(); i++) {
                if (!lines.get(i).isBlank()) {
                    arrivals.add(arrival(csv, i + 1, lines.get(i)));
                }
            }
        } catch (IOException failed) {
            throw new CommandException("cannot read the trace " + csv, failed);
        }
        if (arrivals.isEmpty()) {
            throw new CommandException("the trace " + csv + " holds no request");
        }
        return new Arrivals(arrivals);
    }

    /// @return so many, in the order of time; their rate is whatever it is, see [#atRate]
    List<Arrival> some(int count, long seed) {
        var random = new SplittableRandom(seed);
        if (trace.isEmpty()) {
            return own(count, random);
        }
        if (trace.size() <= count) {
            return List.copyOf(trace);
        }
        int from = random.nextInt(trace.size() - count);
        double begin = trace.get(from).atSeconds();
        return trace.subList(from, from + count).stream()
                .map(one -> one.at(one.atSeconds() - begin))
                .toList();
    }

    /// The same, stretched so that so many arrive a second.
    static List<Arrival> atRate(List<Arrival> arrivals, double perSecond) {
        double last = Math.max(1e-9, arrivals.getLast().atSeconds());
        double stretch = arrivals.size() / perSecond / last;
        return arrivals.stream().map(one -> one.at(one.atSeconds() * stretch)).toList();
    }

    private static List<Arrival> own(int count, SplittableRandom random) {
        var arrivals = new ArrayList<Arrival>();
        double at = 0;
        for (int i = 0; i < count; i++) {
            arrivals.add(
                    new Arrival(
                            at,
                            logNormal(PROMPT_MEDIAN, PROMPT_SIGMA, MOST_PROMPT, random),
                            logNormal(OUTPUT_MEDIAN, OUTPUT_SIGMA, MOST_OUTPUT, random)));
            at += gamma(1 / (CV * CV), random);
        }
        return arrivals;
    }

    private static int logNormal(double median, double sigma, int most, SplittableRandom random) {
        double value = median * Math.exp(sigma * random.nextGaussian());
        return Math.clamp(Math.round(value), 1, most);
    }

    /// With the mean `shape`; by Marsaglia and Tsang (2000), for shapes below 1 by their boost.
    private static double gamma(double shape, SplittableRandom random) {
        double boosted = shape + 1;
        double d = boosted - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0
                    && Math.log(1 - random.nextDouble())
                            < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v * Math.pow(1 - random.nextDouble(), 1 / shape);
            }
        }
    }

    private static Arrival arrival(Path csv, int number, String line) {
        String[] fields = line.split(",", -1);
        try {
            var at = LocalDateTime.parse(fields[0].strip().replace(' ', 'T'));
            return new Arrival(
                    Duration.between(LocalDateTime.of(2023, 1, 1, 0, 0), at).toNanos() / 1e9,
                    Math.clamp(Integer.parseInt(fields[1].strip()), 1, MOST_PROMPT),
                    Math.clamp(Integer.parseInt(fields[2].strip()), 1, MOST_OUTPUT));
        } catch (DateTimeParseException | NumberFormatException | IndexOutOfBoundsException unfit) {
            throw new CommandException(
                    csv + ", line " + number + ": not a time and two numbers of tokens", unfit);
        }
    }
}
