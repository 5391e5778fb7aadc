package dev.fogline.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Three cloud nodes with real models as members behind one, under load, while one of them dies,
/// hangs, is slow, or all are restarted: no request fails before its first token, none is cut short
/// as success, and all end in time.
@Tag("slow")
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class MemberFaultsIT {

    private static final int CLIENTS = 4;

    /// Before the fault, and after it.
    private static final int SOME = 25;

    private static final int IN_TIME_MILLIS = 30_000;

    @TempDir private Path scratch;

    private final List<CloudNode> members = new ArrayList<>();
    private final List<AutoCloseable> running = new ArrayList<>();
    private final LinkedBlockingQueue<Asked> replies = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        var file = new StringBuilder("members:\n");
        for (String name : List.of("a", "b", "c")) {
            CloudNode member = CloudNode.serve(CloudNode.MODEL, scratch);
            members.add(member);
            running.add(member);
            file.append(member.member(name));
        }
        Path list = Files.writeString(scratch.resolve("members.yaml"), file);
        CloudNode door =
                CloudNode.serve(
                        """
                        limits: {first-token-millis: 3000, stall-millis: 3000}
                        pool:
                          members: %s
                          refresh-millis: 500
                          slow-start-millis: 2000
                          backend: {probe-interval-millis: 500, connect-timeout-millis: 1000, quality: 0.9}
                        """
                                .formatted(list),
                        scratch);
        running.add(door);
        load(door);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable one : running.reversed()) {
            one.close();
        }
    }

    @Test
    void aMemberThatIsKilled() throws Exception {
        whole(SOME);
        members.getFirst().kill();

        assertThat(wholeIfAskedAfter(System.nanoTime(), 4 * SOME)).doesNotContain("a");
    }

    @Test
    void aMemberThatHangs() throws Exception {
        whole(SOME);
        members.getFirst().signal("STOP");

        assertThat(wholeIfAskedAfter(System.nanoTime(), 4 * SOME)).doesNotContain("a");
    }

    @Test
    void aMemberThatIsSlow() throws Exception {
        whole(SOME);
        var slow = new AtomicBoolean(true);
        Thread brake = Thread.ofVirtual().start(() -> brake(members.getFirst(), slow));
        List<String> servedBy = whole(4 * SOME);
        slow.set(false);
        brake.join();

        assertThat(servedBy.stream().filter("a"::equals).count())
                .as("answers of the slow member among %s", servedBy)
                .isLessThan(servedBy.size() / 3);
    }

    @Test
    void membersThatAreRestartedOneAfterTheOther() throws Exception {
        whole(SOME);
        for (CloudNode member : members) {
            member.restart();
            whole(SOME);
        }
    }

    /// Runs for one millisecond in five.
    private static void brake(CloudNode member, AtomicBoolean slow) {
        try {
            while (slow.get()) {
                member.signal("STOP");
                Thread.sleep(40);
                member.signal("CONT");
                Thread.sleep(10);
            }
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private void load(CloudNode door) {
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        running.add(clients::shutdownNow);
        for (int i = 0; i < CLIENTS; i++) {
            var _ =
                    clients.submit(
                            () -> {
                                while (!Thread.currentThread().isInterrupted()) {
                                    long startNanos = System.nanoTime();
                                    replies.add(new Asked(startNanos, door.ask("demo")));
                                }
                                return true;
                            });
        }
    }

    /// @param startNanos when its client began to ask
    private record Asked(long startNanos, Reply reply) {}

    /// The next answers, all of them whole.
    ///
    /// @return who gave them
    private List<String> whole(int count) throws InterruptedException {
        var servedBy = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            servedBy.add(next().reply().isWhole().header("x-fogline-backend"));
        }
        return servedBy;
    }

    /// The next so many answers to requests that came after a moment, all of them whole. One that
    /// had begun before, on a member that died then, may break off, and its client sees that; where
    /// the member hangs, that takes longer than many other answers.
    ///
    /// @return who gave them
    private List<String> wholeIfAskedAfter(long nanos, int count) throws InterruptedException {
        var servedBy = new ArrayList<String>();
        while (servedBy.size() < count) {
            Asked next = next();
            if (next.startNanos() - nanos > 0) {
                servedBy.add(next.reply().isWhole().header("x-fogline-backend"));
            } else {
                next.reply().isWholeOrBroken();
            }
        }
        return servedBy;
    }

    private Asked next() throws InterruptedException {
        Asked next = replies.poll(IN_TIME_MILLIS, TimeUnit.MILLISECONDS);
        assertThat(next).as("an answer in time").isNotNull();
        next.reply().tookLessThan(IN_TIME_MILLIS);
        return next;
    }
}
