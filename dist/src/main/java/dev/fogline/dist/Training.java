package dev.fogline.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Has the nodes write their ahead-of-time caches, from a run that does what a node does.
final class Training {

    private Training() {}

    static void run(Path image) throws IOException {
        for (String launcher : List.of("fogline", "fogline-cloud")) {
            var program =
                    new ProcessBuilder(image.resolve("bin", launcher).toString(), "train-cache");
            program.environment().remove("FOGLINE_JAVA_OPTS");
            Tool.run(program);
        }
    }
}
