package dev.fogline.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Builds the image `fogline/{bin,etc,plugins,models,runtime}`.
final class ImageBuild {

    private ImageBuild() {}

    /// @param args the root of the sources; the version; the platform, such as `linux-x64`; the JDK
    ///   modules wanted beside those that ours need, separated by commas; the time that added files
    ///   carry, in ISO 8601
    public static void main(String[] args) throws IOException {
        var layout = new Layout(Path.of(args[0]).toRealPath());
        String version = args[1];
        String platform = args[2];
        String jdkModules = args[3];
        var time = Instant.parse(args[4]);

        layout.clear();
        AutomaticModules.describe(layout.modules(), time);
        Linking.link(layout.modules(), jdkModules, layout.runtime());
        layout.lay(version);

        List<Component> beside =
                List.of(
                        Beside.llama(layout.natives(), layout.nativesLock(platform)),
                        Beside.jdk(Path.of(System.getProperty("java.home"))));
        Bom bom = Bom.read(layout.bomOfJars()).shipped(layout.modules()).with(beside);
        bom.write(layout.image().resolve("bom.json"));
        new Notices(layout).write(bom.foreign());

        Training.run(layout.image());
    }
}
