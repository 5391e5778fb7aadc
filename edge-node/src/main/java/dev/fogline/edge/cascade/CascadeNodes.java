package dev.fogline.edge.cascade;

import dev.fogline.edge.door.CommandException;
import dev.fogline.edge.door.NodeProcess;
import dev.fogline.edge.door.Scratch;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An edge node that drafts by what was learnt and a cloud node that it knows, as processes of
/// their own. Both forget everything when they are closed.
final class CascadeNodes implements AutoCloseable {

    private static final String QUALITY = "quality.json";

    private final Scratch scratch;
    private final NodeProcess cloud;
    private final NodeProcess edge;

    private CascadeNodes(Scratch scratch, NodeProcess cloud, NodeProcess edge) {
        this.scratch = scratch;
        this.cloud = cloud;
        this.edge = edge;
    }

    /// @param home of an installed Fogline, whose demo decides how much a good answer is worth
    /// @param models the files of both
    /// @param questions that were learnt from
    static CascadeNodes start(Path home, Learnt learnt, ModelPair models, int questions) {
        Scratch scratch = Scratch.make("fogline-cascade");
        Path folder = scratch.directory();
        learnt.write(folder.resolve(QUALITY), questions);
        NodeProcess cloud =
                start(
                        home,
                        "fogline-cloud",
                        folder,
                        "backends:\n"
                                + local("pool", learnt.names().cloud(), models.cloud().file()));
        try {
            String config =
                    "backends:\n"
                            + local("device", learnt.names().edge(), models.edge().file())
                            + """
                              - name: cloud
                                type: openai
                                url: %s/v1
                                prices: {input-usd-per-million: 0.05, output-usd-per-million: 0.08}
                            policies: %s
                            quality-prior: %s
                            """
                                    .formatted(
                                            cloud.address(),
                                            quoted(home.resolve("etc/demo-policies.yaml")),
                                            quoted(folder.resolve(QUALITY)));
            return new CascadeNodes(scratch, cloud, start(home, "fogline", folder, config));
        } catch (RuntimeException failed) {
            cloud.close();
            throw failed;
        }
    }

    /// Where the edge listens.
    URI edge() {
        return edge.address();
    }

    @Override
    public void close() {
        edge.close();
        cloud.close();
        scratch.close();
    }

    private static NodeProcess start(Path home, String launcher, Path folder, String config) {
        Path file = folder.resolve(launcher + ".yaml");
        try {
            Files.writeString(file, config);
        } catch (IOException failed) {
            throw new CommandException("cannot write " + file + ": " + failed.getMessage(), failed);
        }
        return NodeProcess.serve(
                List.of(home.resolve("bin").resolve(launcher).toString()),
                file,
                folder.resolve(launcher),
                Map.of());
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
