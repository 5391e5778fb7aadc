package dev.fogline.cloud.pool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fogline.router.pool.Discovery;
import dev.fogline.router.pool.Member;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What endpoint slices say of members. Pure.
///
/// An endpoint is ready if it does not say otherwise (`conditions.ready` may be missing, which
/// means yes). One that terminates is draining: it finishes what it has. One that is not ready is
/// no member.
final class EndpointSlices {

    private EndpointSlices() {}

    /// By name, which is the pod's where there is one, else its address.
    static List<Member> members(Collection<JsonNode> slices, Discovery.Kubernetes service) {
        var members = new TreeMap<String, Member>();
        for (JsonNode slice : slices) {
            Optional<Integer> port = port(slice.path("ports"), service.port());
            if (port.isPresent()) {
                for (JsonNode endpoint : slice.path("endpoints")) {
                    member(endpoint, service.scheme(), port.get())
                            .ifPresent(
                                    one -> members.merge(one.name(), one, EndpointSlices::better));
                }
            }
        }
        return List.copyOf(members.values());
    }

    /// While a pod moves from one slice to another it is in both.
    private static Member better(Member one, Member other) {
        return one.draining() ? other : one;
    }

    private static Optional<Member> member(JsonNode endpoint, String scheme, int port) {
        JsonNode conditions = endpoint.path("conditions");
        boolean terminating = conditions.path("terminating").asBoolean(false);
        boolean ready = conditions.path("ready").asBoolean(true);
        String address = endpoint.path("addresses").path(0).asText();
        if (address.isEmpty() || !(ready || terminating)) {
            return Optional.empty();
        }
        String host = address.contains(":") ? "[" + address + "]" : address;
        String pod = endpoint.path("targetRef").path("name").asText();
        return Optional.of(
                new Member(
                        pod.isEmpty() ? address : pod,
                        scheme + "://" + host + ":" + port,
                        labels(endpoint),
                        terminating));
    }

    private static Map<String, String> labels(JsonNode endpoint) {
        var labels = new LinkedHashMap<String, String>();
        for (String name : List.of("nodeName", "zone")) {
            String value = endpoint.path(name).asText();
            if (!value.isEmpty()) {
                labels.put(name, value);
            }
        }
        return labels;
    }

    /// @param wanted by name or number; empty for the first
    private static Optional<Integer> port(JsonNode ports, String wanted) {
        for (JsonNode port : ports) {
            int number = port.path("port").asInt(0);
            if (number > 0
                    && (wanted.isEmpty()
                            || wanted.equals(port.path("name").asText())
                            || wanted.equals(Integer.toString(number)))) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }
}
