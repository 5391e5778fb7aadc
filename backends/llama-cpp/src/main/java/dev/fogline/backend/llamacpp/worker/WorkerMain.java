package dev.fogline.backend.llamacpp.worker;

import dev.fogline.backend.llamacpp.natives.ProcessEnd;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A worker's process: one model. Orders come on standard input, reports leave by a socket. It ends
/// when its node does, which ends its input.
public final class WorkerMain {

    /// If memory runs out, the system ends a worker rather than the node: 0 is a usual process,
    /// 1000 the first to go.
    private static final String OUT_OF_MEMORY_SCORE = "500";

    private WorkerMain() {}

    /// @param arguments the path of the node's socket
    public static void main(String[] arguments) throws IOException {
        offerToBeEnded();
        var address = UnixDomainSocketAddress.of(arguments[0]);
        try (SocketChannel channel = SocketChannel.open(address)) {
            var in = new FrameIn(System.in);
            var service = new WorkerService(new FrameOut(Channels.newOutputStream(channel)));
            for (Optional<Frame> frame = in.next(); frame.isPresent(); frame = in.next()) {
                service.obey(frame.get());
            }
            if (JavaCommand.training()) {
                System.exit(0); // which writes the cache
            }
        } catch (IOException nodeGone) {
            // as at the end of the stream
        }
        ProcessEnd.now(0);
    }

    private static void offerToBeEnded() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), OUT_OF_MEMORY_SCORE);
        } catch (IOException notLinux) {
            // then the system chooses by itself
        }
    }
}
