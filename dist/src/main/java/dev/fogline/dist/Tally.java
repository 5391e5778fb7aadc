package dev.fogline.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Counts the tests of all modules, and fails the build if one was skipped.
///
/// @param run tests that were run or skipped
/// @param failed tests that failed, in whatever way
/// @param skipped tests that were not run, though they were asked for
record Tally(int run, int failed, int skipped) {

    private static final Pattern SUITE =
            Pattern.compile(
                    "<testsuite [^>]*\\btests=\"(\\d+)\" errors=\"(\\d+)\" skipped=\"(\\d+)\""
                            + " failures=\"(\\d+)\"");

    /// @param args the root of the sources
    public static void main(String[] args) throws IOException {
        Tally all = of(Path.of(args[0]));
        System.out.println(all);
        if (all.skipped > 0) {
            System.err.println("a skipped test proves nothing: repair it or delete it");
            System.exit(1);
        }
    }

    /// What all of surefire's reports below a folder say together.
    static Tally of(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> reports = files.filter(Tally::report).toList();
            var all = new Tally(0, 0, 0);
            for (Path report : reports) {
                all = all.plus(read(Files.readString(report)));
            }
            return all;
        }
    }

    private static boolean report(Path file) {
        return file.toString().matches(".*/target/surefire-reports/TEST-[^/]*");
    }

    private static Tally read(String report) {
        MatchResult suite =
                SUITE.matcher(report)
                        .results()
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException("not a report: " + report));
        return new Tally(number(suite, 1), number(suite, 2) + number(suite, 4), number(suite, 3));
    }

    private static int number(MatchResult suite, int group) {
        return Integer.parseInt(suite.group(group));
    }

    private Tally plus(Tally other) {
        return new Tally(run + other.run, failed + other.failed, skipped + other.skipped);
    }

    @Override
    public String toString() {
        return "tests: " + run + " run, " + failed + " failed, " + skipped + " skipped";
    }
}
