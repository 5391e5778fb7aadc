package dev.fogline.cloud.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// What a node is called in the database: drawn by chance once, and kept beside its ledger, as it
/// tells whose ledger was posted.
final class NodeName {

    private static final String FILE = "accounts.node";

    private NodeName() {}

    /// @param dataDir of the node, which has it to itself
    /// @param fresh that no other node has, for the first start
    static String of(Path dataDir, String fresh) throws IOException {
        Path file = dataDir.resolve(FILE);
        try {
            String name = Files.readString(file).strip();
            if (!name.isEmpty()) {
                return name;
            }
        } catch (NoSuchFileException first) {
            // it is made below
        }
        Path written = Files.writeString(dataDir.resolve(FILE + ".new"), fresh);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
        return fresh;
    }
}
