package dev.fogline.edge.cascade;

import dev.fogline.edge.door.NodePair;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
import java.net.URI;
import java.nio.file.Path;

/// An edge node that drafts by what was learnt, and a cloud node that it knows.
final class CascadeNodes {

    private static final String QUALITY = "quality.json";

    private CascadeNodes() {}

    /// @param home of an installed Fogline, whose demo decides how much a good answer is worth
    /// @param models the files of both
    /// @param questions that were learnt from
    static NodePair start(Path home, Learnt learnt, ModelPair models, int questions) {
        Scratch scratch = Scratch.make("fogline-cascade");
        Path quality = scratch.directory().resolve(QUALITY);
        return NodePair.start(
                scratch,
                () -> {
                    learnt.write(quality, questions);
                    String pool = local("pool", learnt.names().cloud(), models.cloud().file());
                    return start(home, "fogline-cloud", scratch, "backends:\n" + pool);
                },
                cloud -> {
                    String device = local("device", learnt.names().edge(), models.edge().file());
                    String config = "backends:\n" + device + known(cloud, home, quality);
                    return start(home, "fogline", scratch, config);
                });
    }

    private static String known(URI cloud, Path home, Path quality) {
        return """
                 - name: cloud
                   type: openai
                   url: %s/v1
                   prices: {input-usd-per-million: 0.05, output-usd-per-million: 0.08}
               policies: %s
               quality-prior: %s
               """
                .formatted(cloud, quoted(home.resolve("etc/demo-policies.yaml")), quoted(quality));
    }

    private static NodeProcess start(Path home, String launcher, Scratch scratch, String config) {
        return NodeProcess.serve(home.resolve("bin").resolve(launcher), launcher, config, scratch);
    }

    private static String local(String name, String model, Path file) {
        return """
                  - name: %s
                    type: llama-cpp
                    model: %s
                    file: %s
                    load: start
                """
                .formatted(name, model, quoted(file));
    }

    private static String quoted(Path file) {
        return "'" + file.toAbsolutePath().toString().replace("'", "''") + "'";
    }
}
