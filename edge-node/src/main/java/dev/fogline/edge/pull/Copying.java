package dev.fogline.edge.pull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Fills a part from a file.
///
/// @param space says how much fits on the disk
/// @param watch is told
record Copying(Space space, PullWatch watch) {

    private static final int BUFFER_BYTES = 1 << 20;

    void run(FileChannel from, Part part) throws IOException, InterruptedException {
        long size = from.size();
        space.require(part.file(), size);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        while (from.read(buffer) >= 0) {
            part.append(buffer.flip());
            buffer.clear();
            watch.at(part.size(), size);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
