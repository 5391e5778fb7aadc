package dev.fogline.router.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a ledger has settled, read on from where the last reading ended.
///
/// Needs no node and disturbs none; a running node may write meanwhile. Lines of a day are still
/// added on the next one, when attempts end that began before midnight, so each day has an end of
/// its own.
///
/// **Threads**: any; it holds nothing.
///
/// @param dataDir a node's state
public record LedgerTail(Path dataDir) {

    /// A piece of one day's file.
    ///
    /// @param settled attempts that ended, as they were written; one may come twice, and then the
    ///   first counts
    /// @param endBytes where the next reading begins
    public record Part(List<Entry.Settlement> settled, long endBytes) {

        public Part {
            settled = List.copyOf(settled);
        }
    }

    /// The days there is a file of, oldest first, and how long each is by now, in bytes.
    public SortedMap<LocalDate, Long> days() throws IOException {
        Folder folder = Folder.below(dataDir);
        var sizes = new TreeMap<LocalDate, Long>();
        for (LocalDate day : folder.days()) {
            sizes.put(day, Files.size(folder.file(day)));
        }
        return sizes;
    }

    /// Reads whole lines. One that is damaged is passed over, as [Statement] does. A file that does
    /// not go on where the last reading ended, because a write was taken back, is read once more
    /// from its beginning.
    ///
    /// @param fromBytes where the last reading ended, 0 for the first
    /// @param mostBytes to read, more than the longest line
    public Part read(LocalDate day, long fromBytes, int mostBytes) throws IOException {
        Path file = Folder.below(dataDir).file(day);
        if (!Files.exists(file)) {
            return new Part(List.of(), 0);
        }
        long from = goesOn(file, fromBytes) ? fromBytes : 0;
        byte[] bytes = bytes(file, from, mostBytes);
        var settled = new ArrayList<Entry.Settlement>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                Optional<Entry> entry = Lines.read(Arrays.copyOfRange(bytes, start, at));
                if (entry.orElse(null) instanceof Entry.Settlement settlement) {
                    settled.add(settlement);
                }
                start = at + 1;
            }
        }
        boolean endless = start == 0 && bytes.length == mostBytes; // no line of ours is that long
        return new Part(settled, from + (endless ? bytes.length : start));
    }

    private static boolean goesOn(Path file, long from) throws IOException {
        if (from == 0) {
            return true;
        }
        byte[] last = bytes(file, from - 1, 1);
        return last.length == 1 && last[0] == '\n';
    }

    private static byte[] bytes(Path file, long from, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var buffer = ByteBuffer.allocate(Math.clamp(channel.size() - from, 0, most));
            while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
                // a read may give less than it was asked for
            }
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }
}
