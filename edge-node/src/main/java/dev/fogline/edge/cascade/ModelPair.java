package dev.fogline.edge.cascade;

import dev.fogline.edge.config.ModelNames;
import dev.fogline.edge.door.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The two models.
///
/// @param edge drafts
/// @param cloud answers where a draft is given up
record ModelPair(Named edge, Named cloud) {

    ModelPair {
        if (edge.name().equals(cloud.name())) {
            throw new CommandException("both models are named " + edge.name());
        }
    }

    /// A file and the name it is served under, by which a node finds what was learnt.
    record Named(String name, Path file) {

        /// @param given `NAME=FILE`, or a file that is served under its own name
        /// @throws CommandException if there is no such file
        static Named of(String given) {
            int equals = given.indexOf('=');
            Path file = Path.of(given.substring(equals + 1));
            if (!Files.isRegularFile(file)) {
                throw new CommandException(
                        "there is no file "
                                + file
                                + "; name models by --edge FILE and --cloud FILE");
            }
            return new Named(
                    equals < 0
                            ? ModelNames.withoutEnding(file.getFileName().toString())
                            : given.substring(0, equals),
                    file);
        }
    }

    Learnt.Names names() {
        return new Learnt.Names(edge.name(), cloud.name());
    }
}
