package dev.fogline.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Packs an image so that equal images give equal archives: names sorted, no owner, one time.
final class Archive {

    private Archive() {}

    /// @param args the root of the sources; the version; the platform; the time
    public static void main(String[] args) throws IOException {
        var layout = new Layout(Path.of(args[0]).toRealPath());
        String name = "fogline-" + args[1] + "-" + args[2];
        pack(layout.image(), name, Instant.parse(args[3]));
    }

    /// Puts the archive beside the image.
    ///
    /// @param name of the archive and of the one folder in it
    static void pack(Path image, String name, Instant time) throws IOException {
        Path archive = image.resolveSibling(name + ".tar.gz");
        var program =
                new ProcessBuilder(
                        List.of(
                                "tar",
                                "--create",
                                "--use-compress-program=gzip -n -6",
                                "--file=" + archive,
                                "--format=gnu",
                                "--sort=name",
                                "--mtime=" + time,
                                "--owner=0",
                                "--group=0",
                                "--numeric-owner",
                                "--mode=u=rwX,go=rX",
                                "--transform=flags=rSH;s|^"
                                        + image.getFileName()
                                        + "|"
                                        + name
                                        + "|",
                                "--directory=" + image.getParent(),
                                image.getFileName().toString()));
        Tool.run(program);
    }
}
