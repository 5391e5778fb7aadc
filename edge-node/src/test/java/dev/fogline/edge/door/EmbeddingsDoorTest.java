package dev.fogline.edge.door;

import static dev.fogline.edge.door.RunningNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.spi.ModelProfile.Tier;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `/v1/embeddings` of a node with `device/small` and `cloud/large`, which both embed.
class EmbeddingsDoorTest {

    @TempDir Path scratch;

    private RunningNode node;

    @BeforeEach
    void start() {
        node =
                RunningNode.start(
                        scratch,
                        RunningNode.server(),
                        RunningNode.backend("device", "small", Tier.DEVICE),
                        RunningNode.backend("cloud", "large", Tier.CLOUD));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void answersAsOpenAiDoes() throws Exception {
        var response = embed("\"model\": \"small\", \"input\": [\"ab\", \"a\"]");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"object": "list", "model": "small", "data": [
                                           {"object": "embedding", "index": 0,
                                            "embedding": [2.0, -0.5]},
                                           {"object": "embedding", "index": 1,
                                            "embedding": [1.0, -0.5]}],
                                         "usage": {"prompt_tokens": 7, "total_tokens": 7}}
                                        """));
        assertThat(response.headers().firstValue("x-fogline-backend")).hasValue("device");
        // 7 prompt tokens at 1 USD per million
        assertThat(response.headers().firstValue("x-fogline-cost-usd")).hasValue("0.000007000");
    }

    /// `AACAPwAAAL8=` is 1 and -0.5, little-endian.
    @Test
    void writesBase64WhereItIsAskedFor() throws Exception {
        var body =
                json(
                        embed(
                                """
                                "model": "cloud/large", "input": "a",
                                "encoding_format": "base64", "dimensions": 2, "user": "u"
                                """));

        assertThat(body.at("/data/0/embedding").textValue()).isEqualTo("AACAPwAAAL8=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "input": "a"                                           | model
                    "model": "small"                                       | input
                    "model": "small", "input": ""                          | input
                    "model": "small", "input": []                          | input
                    "model": "small", "input": ["a", ""]                   | input[1]
                    "model": "small", "input": ["a", null]                 | input[1]
                    "model": "small", "input": 7                           | input
                    "model": "small", "input": [1, 2]                      | input
                    "model": "small", "input": [[1, 2]]                    | input
                    "model": "small", "input": "a", "encoding_format": "x" | encoding_format
                    "model": "small", "input": "a", "dimensions": 0        | dimensions
                    "model": "small", "input": "a", "dimensions": 3        | dimensions
                    """)
    void namesTheFieldThatIsWrong(String fields, String param) throws Exception {
        var response = embed(fields);

        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode error = json(response).path("error");
        assertThat(error.path("type").asText()).isEqualTo("invalid_request_error");
        assertThat(error.path("param").asText()).isEqualTo(param);
    }

    @Test
    void saysThatTokensAreNotTakenAndHowManyDimensionsThereAre() throws Exception {
        assertThat(message(embed("\"model\": \"small\", \"input\": [1]")))
                .isEqualTo(
                        "input must be text: lists of tokens are not supported, send the texts"
                                + " themselves");
        assertThat(message(embed("\"model\": \"small\", \"input\": \"a\", \"dimensions\": 3")))
                .isEqualTo("dimensions must be left out or 2, as many as the model's vectors have");
    }

    @Test
    void takesNoMoreTextsThanOpenAiDoes() throws Exception {
        String texts = "\"a\",".repeat(2047) + "\"a\"";

        var all = embed("\"model\": \"small\", \"input\": [" + texts + "]");
        var tooMany = embed("\"model\": \"small\", \"input\": [" + texts + ",\"a\"]");

        assertThat(json(all).path("data")).hasSize(2048);
        assertThat(message(tooMany)).isEqualTo("input must have 1 to 2048 texts");
    }

    @Test
    void nobodyChoosesAmongModels() throws Exception {
        var response = embed("\"model\": \"auto\", \"input\": \"a\"");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(message(response))
                .isEqualTo(
                        "vectors of different models cannot be compared: ask for one of"
                                + " [device/small, cloud/large]");
    }

    @Test
    void privateTextsStayOnTheDevice() throws Exception {
        var response =
                node.post(
                        "/v1/embeddings",
                        "{\"model\": \"large\", \"input\": \"mine\"}",
                        "x-fogline-data-class",
                        "private");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(message(response))
                .isEqualTo("cloud/large: the request is private and must not leave the device");
    }

    @Test
    void aFaultHasItsStatus() throws Exception {
        var tooLong = embed("\"model\": \"small\", \"input\": \"fail CONTEXT_EXCEEDED\"");
        var unknown = embed("\"model\": \"none\", \"input\": \"a\"");

        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(json(tooLong).at("/error/code").asText()).isEqualTo("context_length_exceeded");
        assertThat(json(tooLong).at("/error/param").asText()).isEqualTo("input");
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> embed(String fields) throws Exception {
        return node.post("/v1/embeddings", "{" + fields + "}");
    }

    private static String message(HttpResponse<String> response) throws Exception {
        return json(response).at("/error/message").asText();
    }
}
