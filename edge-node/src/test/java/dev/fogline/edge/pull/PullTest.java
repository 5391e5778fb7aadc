package dev.fogline.edge.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.pull.HubServer.Reply;
import dev.fogline.edge.pull.HubServer.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullTest {

    private static final Patience QUICK =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 4);

    @TempDir Path folder;

    private final byte[] content = new byte[3_000_000];
    private final List<String> notes = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<Long> seen = new ArrayList<>();
    private final Web web = new Web(QUICK);
    private Path target;

    private final PullWatch watch =
            new PullWatch() {
                @Override
                public void at(long doneBytes, long totalBytes) {
                    seen.add(doneBytes);
                }

                @Override
                public void note(String line) {
                    notes.add(line);
                }
            };

    @BeforeEach
    void prepare() {
        new Random(1).nextBytes(content);
        target = folder.resolve("model.gguf");
    }

    @AfterEach
    void closeClient() {
        web.close();
    }

    @Test
    void bringsAFileWholeAndLeavesNothingElse() throws Exception {
        try (var server = HubServer.start(request -> Reply.file(request, content, "\"a\""))) {
            assertThat(fetch(server)).isEqualTo(sha256(content));
        }

        assertThat(target).hasBinaryContent(content);
        assertThat(files()).containsExactly("model.gguf");
        assertThat(seen).contains((long) content.length);
    }

    @Test
    void goesOnWhereAConnectionBroke() throws Exception {
        try (var server =
                HubServer.start(
                        request -> Reply.file(request, content, "\"a\"").cutAfter(1_000_000))) {
            fetch(server);

            assertThat(server.requests().getFirst().from()).isZero();
            assertThat(server.requests().get(1).from()).isBetween(900_000, 1_000_000);
            assertThat(server.requests().get(1).headers()).containsEntry("if-range", "\"a\"");
        }
        assertThat(target).hasBinaryContent(content);
        assertThat(notes.getFirst()).startsWith("127.0.0.1 broke off");
    }

    @Test
    void goesOnInTheNextCommand() throws Exception {
        try (var broken =
                HubServer.start(
                        request ->
                                request.from() == 0
                                        ? Reply.file(request, content, "\"a\"").cutAfter(1_000_000)
                                        : Reply.of(503, new byte[0]))) {
            assertThatThrownBy(() -> fetch(broken))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("127.0.0.1 answered 503; gave up after 4 tries");
        }
        assertThat(target).doesNotExist();

        try (var server = HubServer.start(request -> Reply.file(request, content, "\"a\""))) {
            fetch(server);

            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.from()).isBetween(900_000, 1_000_000));
        }
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void beginsAgainWhenTheFileHasChanged() throws Exception {
        var old = new byte[2_000_000];
        breakOff(old, "\"old\"", 1_000_000);

        try (var server = HubServer.start(request -> Reply.file(request, content, "\"new\""))) {
            fetch(server);
        }

        assertThat(target).hasBinaryContent(content);
        assertThat(notes).contains("the file has changed since it was begun; starting again");
    }

    @Test
    void beginsAgainWhenTheServerDoesNotResume() throws Exception {
        breakOff(content, "\"a\"", 1_000_000);

        try (var server = HubServer.start(request -> Reply.of(200, content, "etag", "\"a\""))) {
            fetch(server);
        }

        assertThat(target).hasBinaryContent(content);
        assertThat(notes).contains("127.0.0.1 does not resume; starting again");
    }

    @Test
    void beginsAgainWhenNobodyCanTellWhetherTheFileIsStillTheSame() throws Exception {
        try (var server =
                HubServer.start(
                        script(
                                List.of(
                                        request -> Reply.of(200, content).cutAfter(1_000_000),
                                        request -> Reply.of(200, content))))) {
            fetch(server);

            assertThat(server.requests()).extracting(Request::from).containsExactly(0, 0);
        }
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aKnownChecksumResumesWithoutAValidator() throws Exception {
        try (var server =
                HubServer.start(
                        script(
                                List.of(
                                        request -> Reply.of(200, content).cutAfter(1_000_000),
                                        request -> Reply.file(request, content, "\"a\""))))) {
            fetch(server, Optional.of(sha256(content)));

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().getLast().from()).isBetween(900_000, 1_000_000);
            assertThat(server.requests().getLast().headers()).doesNotContainKey("if-range");
        }
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void throwsAwayWhatHasAnotherChecksum() throws Exception {
        String other = "0".repeat(64);
        try (var server = HubServer.start(request -> Reply.file(request, content, "\"a\""))) {
            assertThatThrownBy(() -> fetch(server, Optional.of(other)))
                    .isInstanceOf(CommandException.class)
                    .hasMessage(
                            "the checksum is wrong: sha256 "
                                    + sha256(content)
                                    + ", not "
                                    + other
                                    + "; what came was thrown away");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void throwsAwayWhatIsNoModel() {
        try (var server = HubServer.start(request -> Reply.file(request, content, "\"a\""))) {
            assertThatThrownBy(
                            () ->
                                    pull().fetch(
                                                    remote(server, OptionalLong.empty()),
                                                    "source",
                                                    target,
                                                    Optional.empty(),
                                                    part -> {
                                                        throw new CommandException("no model");
                                                    }))
                    .hasMessage("no model");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void refusesBeforeItBeginsWhatDoesNotFitTheDisk() {
        try (var server = HubServer.start(request -> Reply.file(request, content, "\"a\""))) {
            var small = new Pull(web, pauses::add, file -> 1 << 20, watch);

            assertThatThrownBy(() -> fetch(small, server, Optional.empty()))
                    .isInstanceOf(CommandException.class)
                    .hasMessage(
                            "3 MiB more are needed in "
                                    + folder
                                    + ", 1 MiB are free; make room, or choose another folder with --models");
        }
        assertThat(target).doesNotExist();
        assertThat(Pull.part(target)).isEmptyFile();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    401 | : the token in HF_TOKEN may not read this; is its licence accepted on the hub?
                    403 | : the token in HF_TOKEN may not read this; is its licence accepted on the hub?
                    404 | : there is no /file.gguf
                    400 | ' to /file.gguf'
                    """)
    void doesNotTryAgainWhatWillNotSucceed(int status, String message) {
        try (var server = HubServer.start(request -> Reply.of(status, new byte[0]))) {
            assertThatThrownBy(() -> fetch(server))
                    .hasMessage("127.0.0.1 answered " + status + message);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void waitsAsLongAsItIsAskedTo() throws Exception {
        try (var server =
                HubServer.start(
                        script(
                                List.of(
                                        request -> Reply.of(429, new byte[0], "retry-after", "7"),
                                        request -> Reply.of(503, new byte[0]),
                                        request -> Reply.file(request, content, "\"a\""))))) {
            fetch(server);
        }

        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
        assertThat(notes.getFirst()).isEqualTo("127.0.0.1 answered 429; trying again in 7 s");
    }

    @Test
    void doesNotWaitForever() {
        try (var server =
                HubServer.start(request -> Reply.of(429, new byte[0], "retry-after", "3600"))) {
            assertThatThrownBy(() -> fetch(server))
                    .hasMessage("127.0.0.1 answered 429; it asks for 3600 s of patience");
        }
        assertThat(pauses).isEmpty();
    }

    @Test
    void progressMakesEarlierFailuresForgotten() throws Exception {
        try (var server =
                HubServer.start(
                        request -> Reply.file(request, content, "\"a\"").cutAfter(400_000))) {
            fetch(server);

            assertThat(server.requests()).hasSize(8);
        }
        assertThat(pauses).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void anotherHostIsNeverShownTheToken() throws Exception {
        try (var storage = HubServer.elsewhere(request -> Reply.file(request, content, "\"a\""));
                var server =
                        HubServer.start(
                                request ->
                                        request.path().equals("/file.gguf")
                                                ? Reply.redirect("/second.gguf")
                                                : Reply.redirect(
                                                        storage.address() + "/blob?signed=1"))) {
            fetch(server);

            assertThat(server.requests())
                    .extracting(request -> request.headers().get("authorization"))
                    .containsExactly("Bearer secret", "Bearer secret");
            assertThat(storage.requests())
                    .allSatisfy(
                            request ->
                                    assertThat(request.headers())
                                            .doesNotContainKey("authorization"));
        }
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void followsNoEndlessRedirects() {
        try (var server = HubServer.start(request -> Reply.redirect("/file.gguf"))) {
            assertThatThrownBy(() -> fetch(server))
                    .hasMessage("127.0.0.1 redirects more than 10 times");
            assertThat(server.requests()).hasSize(11);
        }
    }

    @Test
    void refusesAnotherLengthThanTheHubLists() {
        try (var server = HubServer.start(request -> Reply.file(request, content, "\"a\""))) {
            assertThatThrownBy(
                            () ->
                                    pull().fetch(
                                                    remote(server, OptionalLong.of(5)),
                                                    "source",
                                                    target,
                                                    Optional.empty(),
                                                    part -> {}))
                    .hasMessage("127.0.0.1 offers 3000000 bytes of file.gguf, the hub lists 5");
        }
    }

    @Test
    void aSilentServerCountsAsBroken() throws Exception {
        var impatient =
                new Web(
                        new Patience(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(200),
                                4));
        var never = new CountDownLatch(1);
        try (impatient;
                var server =
                        HubServer.start(
                                script(
                                        List.of(
                                                request ->
                                                        Reply.file(request, content, "\"a\"")
                                                                .cutAfter(1_000_000)
                                                                .heldBy(never),
                                                request ->
                                                        Reply.file(request, content, "\"a\""))))) {
            fetch(
                    new Pull(impatient, pauses::add, Space.ofFileStore(), watch),
                    server,
                    Optional.empty());

            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().getLast().from()).isBetween(900_000, 1_000_000);
        } finally {
            never.countDown();
        }
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void aPartOfAnotherSourceIsNotGoneOnWith() throws Exception {
        breakOff(new byte[2_000_000], "\"a\"", 1_000_000);

        try (var server = HubServer.start(request -> Reply.file(request, content, "\"a\""))) {
            pull().fetch(
                            remote(server, OptionalLong.empty()),
                            "another source",
                            target,
                            Optional.empty(),
                            part -> {});

            assertThat(server.requests()).extracting(Request::from).containsExactly(0);
        }
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void copiesAFileOfThisMachine() throws Exception {
        Path local = Files.write(folder.resolve("elsewhere.bin"), content);

        assertThat(pull().copy(local, target, Optional.empty(), part -> {}))
                .isEqualTo(sha256(content));

        assertThat(target).hasBinaryContent(content);
        assertThat(files()).containsExactlyInAnyOrder("elsewhere.bin", "model.gguf");
    }

    /// Fetches the beginning of something, and gives up.
    private void breakOff(byte[] bytes, String tag, int after) throws IOException {
        try (var server =
                HubServer.start(
                        script(
                                List.of(
                                        request -> Reply.file(request, bytes, tag).cutAfter(after),
                                        request -> Reply.of(404, new byte[0]))))) {
            assertThatThrownBy(() -> fetch(server)).isInstanceOf(CommandException.class);
        }
        // the last packet of a broken connection may be lost
        assertThat(Files.size(Pull.part(target))).isBetween(after - 100_000L, (long) after);
        notes.clear();
    }

    private String fetch(HubServer server) throws InterruptedException {
        return fetch(server, Optional.empty());
    }

    private String fetch(HubServer server, Optional<String> sha256) throws InterruptedException {
        return fetch(pull(), server, sha256);
    }

    private String fetch(Pull pull, HubServer server, Optional<String> sha256)
            throws InterruptedException {
        return pull.fetch(
                remote(server, OptionalLong.empty()), "source", target, sha256, part -> {});
    }

    private Pull pull() {
        return new Pull(web, pauses::add, Space.ofFileStore(), watch);
    }

    private static Remote remote(HubServer server, OptionalLong bytes) {
        return new Remote(
                URI.create(server.address() + "/file.gguf"),
                "file.gguf",
                "secret",
                bytes,
                Optional.empty());
    }

    private List<String> files() {
        try (var list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString()).toList();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /// One reply after the other; the last one again and again.
    private static Function<Request, Reply> script(List<Function<Request, Reply>> steps) {
        var next = new AtomicInteger();
        return request ->
                steps.get(Math.min(next.getAndIncrement(), steps.size() - 1)).apply(request);
    }
}
