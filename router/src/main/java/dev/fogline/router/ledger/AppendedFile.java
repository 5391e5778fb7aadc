package dev.fogline.router.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file of whole lines, mode 0600. A torn last line is cut off when it is opened.
final class AppendedFile implements DayFile {

    private static final int BLOCK_BYTES = 4096;

    private final FileChannel channel;
    private long wholeBytes;
    private long wholeBytesBefore;

    private AppendedFile(FileChannel channel, long wholeBytes) {
        this.channel = channel;
        this.wholeBytes = wholeBytes;
        this.wholeBytesBefore = wholeBytes;
    }

    static AppendedFile open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            var opened = new AppendedFile(channel, endOfLines(channel));
            opened.cut();
            return opened;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public void append(ByteBuffer lines) throws IOException {
        cut();
        wholeBytesBefore = wholeBytes;
        int bytes = lines.remaining();
        long at = wholeBytes;
        while (lines.hasRemaining()) {
            at += channel.write(lines, at);
        }
        wholeBytes += bytes;
    }

    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void takeBack() throws IOException {
        wholeBytes = wholeBytesBefore;
        cut();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void cut() throws IOException {
        if (channel.size() > wholeBytes) {
            channel.truncate(wholeBytes);
        }
    }

    /// The position after the last line feed.
    private static long endOfLines(FileChannel channel) throws IOException {
        var block = ByteBuffer.allocate(BLOCK_BYTES);
        long end = channel.size();
        while (end > 0) {
            long start = Math.max(0, end - BLOCK_BYTES);
            block.clear().limit((int) (end - start));
            while (block.hasRemaining() && channel.read(block, start + block.position()) >= 0) {
                // a read may give less than it was asked for
            }
            for (int i = block.position() - 1; i >= 0; i--) {
                if (block.get(i) == '\n') {
                    return start + i + 1;
                }
            }
            end = start;
        }
        return 0;
    }
}
