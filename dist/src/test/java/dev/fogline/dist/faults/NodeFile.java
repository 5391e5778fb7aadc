package dev.fogline.dist.faults;

import dev.fogline.faults.FaultyUpstream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The configuration of a node that asks its clouds first, in the order they are named, and its
/// device when they fail.
///
/// @param backends entries of `backends`, in YAML
/// @param limits lines of `limits`, in YAML
record NodeFile(List<String> backends, List<String> limits) {

    /// The order is that of the configured qualities, as no answer is graded.
    static final String POLICIES =
            """
            default: cloud-first
            policies:
              cloud-first:
                like: prefer-cloud
                most: quality
                detect: structured
                conduct: {on-cut: resume}
            """;

    NodeFile {
        backends = List.copyOf(backends);
        limits = List.copyOf(limits);
    }

    /// A node with one cloud, `cloud`, and one model on the device, `device/small`.
    static NodeFile of(FaultyUpstream cloud) {
        return of("cloud", cloud).device();
    }

    /// A node with one cloud and nobody else.
    static NodeFile of(String name, FaultyUpstream cloud) {
        return new NodeFile(List.of(), List.of()).cloud(name, cloud);
    }

    /// Another cloud, liked less than those before it.
    NodeFile cloud(String name, FaultyUpstream cloud) {
        return backend(
                """
                  - name: %s
                    type: openai
                    url: %s/v1
                    quality: %s
                    prices:
                      input-usd-per-million: 1000
                      output-usd-per-million: 1000
                      source: the test
                """
                        .formatted(name, cloud.url(), 0.9 - 0.1 * backends.size()));
    }

    /// The image's small model.
    NodeFile device() {
        Path model = ImageNode.IMAGE.resolve("models/demo/weights/edge-Q8_0.gguf");
        return backend(
                """
                  - name: device
                    type: llama-cpp
                    model: small
                    file: %s
                    threads: 1
                    quality: 0.01
                """
                        .formatted(model.toAbsolutePath()));
    }

    NodeFile limit(String key, int value) {
        var more = new ArrayList<>(limits);
        more.add("  " + key + ": " + value + "\n");
        return new NodeFile(backends, more);
    }

    /// @param policies where [#POLICIES] lie
    String yaml(Path policies) {
        String bounds = limits.isEmpty() ? "" : "limits:\n" + String.join("", limits);
        return "policies: " + policies + "\nbackends:\n" + String.join("", backends) + bounds;
    }

    private NodeFile backend(String entry) {
        var more = new ArrayList<>(backends);
        more.add(entry);
        return new NodeFile(more, limits);
    }
}
