package dev.fogline.edge.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.pull.HubServer.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HubListingTest {

    private static final String SHA = "ab".repeat(32);

    private final Web web =
            new Web(
                    new Patience(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            2));

    private final HubServer server =
            HubServer.start(
                    request ->
                            switch (request.path()) {
                                case "/api/models/maker/small/tree/main?recursive=true" ->
                                        Reply.json(
                                                """
                                                [{"type":"directory","path":"more"},
                                                 {"type":"file","path":"README.md","size":3},
                                                 {"type":"file","path":"mmproj-F16.gguf","size":9},
                                                 {"type":"file","path":"small-Q4_K_M.gguf","size":130,
                                                  "lfs":{"oid":"%s","size":5000000,"pointerSize":130}},
                                                 {"type":"file","path":"small-Q4_K_S.gguf","size":4},
                                                 {"type":"file","path":"more/small q8_0.gguf","size":8},
                                                 {"type":"file","path":"F16/small-F16-00001-of-00002.gguf","size":8},
                                                 {"type":"file","path":"F16/small-F16-00002-of-00002.gguf","size":8}]
                                                """
                                                        .formatted(SHA));
                                case "/api/models/maker/one/tree/main?recursive=true" ->
                                        Reply.json("[{\"path\":\"one.gguf\",\"size\":7}]");
                                case "/api/models/maker/none/tree/main?recursive=true" ->
                                        Reply.json("[]");
                                case "/api/models/maker/odd/tree/main?recursive=true" ->
                                        Reply.json("{\"error\":\"no\"}");
                                case "/api/models/maker/many/tree/main?recursive=true" ->
                                        Reply.of(
                                                200,
                                                "[{\"path\":\"a-Q8_0.gguf\"}]"
                                                        .getBytes(StandardCharsets.UTF_8),
                                                "link",
                                                "</api/page2>; rel=\"next\"");
                                case "/api/page2" -> Reply.json("[{\"path\":\"b-Q2_K.gguf\"}]");
                                default -> Reply.of(404, new byte[0]);
                            });

    @AfterEach
    void stop() {
        server.close();
        web.close();
    }

    @Test
    void findsAQuantisationWithItsChecksumAndSize() throws Exception {
        Remote found = find("hf:maker/small:q4_k_m");

        assertThat(found.uri().getPath()).isEqualTo("/maker/small/resolve/main/small-Q4_K_M.gguf");
        assertThat(found.bytes()).hasValue(5_000_000);
        assertThat(found.sha256()).contains(SHA);
        assertThat(found.token()).isEqualTo("key");
    }

    @Test
    void showsTheTokenToTheHub() throws Exception {
        find("hf:maker/small:Q4_K_M");

        assertThat(server.requests().getFirst().headers())
                .containsEntry("authorization", "Bearer key");
    }

    @Test
    void findsAFileByItsPath() throws Exception {
        assertThat(find("hf:maker/small/more/small q8_0.gguf").uri().getRawPath())
                .isEqualTo("/maker/small/resolve/main/more/small%20q8_0.gguf");
    }

    @Test
    void takesTheOnlyOneThereIs() throws Exception {
        assertThat(find("hf:maker/one").fileName()).isEqualTo("one.gguf");
    }

    @Test
    void readsEveryPage() throws Exception {
        assertThat(find("hf:maker/many:Q2_K").fileName()).isEqualTo("b-Q2_K.gguf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    hf:maker/small:Q4_K    | maker/small holds no Q4_K; it holds mmproj-F16.gguf (9 bytes), small-Q4_K_M.gguf (5 MiB), small-Q4_K_S.gguf (4 bytes), more/small q8_0.gguf (8 bytes), F16/small-F16-00001-of-00002.gguf (8 bytes), F16/small-F16-00002-of-00002.gguf (8 bytes)
                    hf:maker/many          | maker/many holds several models; say which, as in hf:maker/many:Q4_K_M; it holds a-Q8_0.gguf, b-Q2_K.gguf
                    hf:maker/none          | maker/none holds no GGUF file
                    hf:maker/unknown       | 127.0.0.1 answered 404: there is no /api/models/maker/unknown/tree/main
                    hf:maker/odd           | 127.0.0.1 does not list files as a hub does; is the mirror's address right?
                    """)
    void saysWhatIsThereInstead(String source, String message) {
        assertThatThrownBy(() -> find(source))
                .isInstanceOf(CommandException.class)
                .hasMessage(message);
    }

    @Test
    void takesNoPartsOfAModel() {
        assertThatThrownBy(() -> find("hf:maker/small:F16"))
                .hasMessageStartingWith(
                        "F16/small-F16-00001-of-00002.gguf is one of several parts, which are not taken");
    }

    private Remote find(String source) throws InterruptedException {
        return new HubListing(server.address(), "key").find((Source.Hub) Source.parse(source), web);
    }
}
