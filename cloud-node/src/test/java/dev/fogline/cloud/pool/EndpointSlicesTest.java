package dev.fogline.cloud.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointSlicesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void readyPodsAreMembersAndThoseThatEndAreDraining() throws Exception {
        assertThat(
                        members(
                                "",
                                slice(
                                        """
                                        {"addresses":["10.1.0.5"],"conditions":{"ready":true,"serving":true,"terminating":false},
                                         "nodeName":"n1","zone":"z1","targetRef":{"kind":"Pod","name":"llama-1"}},
                                        {"addresses":["10.1.0.6"],"conditions":{"ready":false,"serving":true,"terminating":true},
                                         "targetRef":{"kind":"Pod","name":"llama-2"}},
                                        {"addresses":["10.1.0.7"],"conditions":{"ready":false,"serving":false,"terminating":false},
                                         "targetRef":{"kind":"Pod","name":"llama-3"}}
                                        """)))
                .containsExactly(
                        new Member(
                                "llama-1",
                                "http://10.1.0.5:8000",
                                Map.of("nodeName", "n1", "zone", "z1"),
                                false),
                        new Member("llama-2", "http://10.1.0.6:8000", Map.of(), true));
    }

    @Test
    void readinessThatIsNotToldMeansReady() throws Exception {
        assertThat(members("", slice("{\"addresses\":[\"fd00::5\"],\"conditions\":{}}")))
                .containsExactly(Member.of("fd00::5", "http://[fd00::5]:8000"));
    }

    @Test
    void thePortIsChosenByNameOrNumber() throws Exception {
        String endpoint = "{\"addresses\":[\"10.1.0.5\"]}";

        assertThat(members("metrics", slice(endpoint)))
                .containsExactly(Member.of("10.1.0.5", "http://10.1.0.5:9090"));
        assertThat(members("9090", slice(endpoint)))
                .containsExactly(Member.of("10.1.0.5", "http://10.1.0.5:9090"));
        assertThat(members("grpc", slice(endpoint))).isEmpty();
    }

    @Test
    void aPodThatIsInTwoSlicesIsOneMember() throws Exception {
        String ending =
                """
                {"addresses":["10.1.0.5"],"conditions":{"ready":false,"terminating":true},"targetRef":{"name":"p"}}
                """;
        String ready = "{\"addresses\":[\"10.1.0.5\"],\"targetRef\":{\"name\":\"p\"}}";

        assertThat(members("", slice(ending), slice(ready)))
                .containsExactly(Member.of("p", "http://10.1.0.5:8000"));
    }

    private static List<Member> members(String port, String... slices) throws Exception {
        var read = new ArrayList<JsonNode>();
        for (String slice : slices) {
            read.add(MAPPER.readTree(slice));
        }
        return EndpointSlices.members(
                read, new Discovery.Kubernetes("llama", "default", "http", port));
    }

    static String slice(String endpoints) {
        return "{\"metadata\":{\"name\":\"s\"},\"addressType\":\"IPv4\",\"endpoints\":["
                + endpoints
                + "],\"ports\":[{\"name\":\"http\",\"port\":8000,\"protocol\":\"TCP\"},"
                + "{\"name\":\"metrics\",\"port\":9090,\"protocol\":\"TCP\"}]}";
    }
}
