package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// Brings a file into a folder: fetched, checked, forced to the disk, and only then under its name.
public final class Pull {

    private final Web web;
    private final Retrying retrying;
    private final Space space;
    private final PullWatch watch;

    /// @param web asks servers; closed by the caller
    /// @param pause between tries
    public Pull(Web web, Patience.Pause pause, Space space, PullWatch watch) {
        this.web = web;
        this.retrying = new Retrying(web.patience(), pause, watch);
        this.space = space;
        this.watch = watch;
    }

    /// Looks a file of a hub up.
    ///
    /// @throws CommandException if there is not exactly one
    public Remote find(HubAddress hub, Source.Hub source) throws InterruptedException {
        var listing = new HubListing(hub.address(), hub.token());
        return retrying.run(() -> listing.find(source, web), () -> 0);
    }

    /// Fetches a file, or what is missing of it.
    ///
    /// @param source as its user said it: a part of another one is not gone on with
    /// @param target where it will be
    /// @param expected its checksum; empty if nobody knows it
    /// @param check throws if the content is not what it should be
    /// @return the checksum it has
    /// @throws CommandException if it cannot be had; what came is kept for the next time, unless it
    ///   is known to be wrong
    public String fetch(
            Remote remote,
            String source,
            Path target,
            Optional<String> expected,
            Consumer<Path> check)
            throws InterruptedException {
        try (Part part = Part.open(part(target), source, expected)) {
            var download = new Download(web, space, watch);
            retrying.<Optional<Object>>run(
                    () -> {
                        download.run(remote, part);
                        return Optional.empty();
                    },
                    part::size);
            return place(part, target, expected, check);
        }
    }

    /// Copies a file of this machine.
    ///
    /// @return the checksum it has
    /// @throws CommandException if it cannot be copied, or is not what it should be
    public String copy(Path file, Path target, Optional<String> expected, Consumer<Path> check)
            throws InterruptedException {
        try (Part part = Part.open(part(target), file.toString(), Optional.empty());
                FileChannel from = FileChannel.open(file, StandardOpenOption.READ)) {
            part.restart();
            new Copying(space, watch).run(from, part);
            return place(part, target, expected, check);
        } catch (IOException failed) {
            throw new CommandException("cannot read " + file + ": " + Web.reason(failed), failed);
        }
    }

    /// Where a file is while it is under way.
    public static Path part(Path target) {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private String place(Part part, Path target, Optional<String> expected, Consumer<Path> check)
            throws InterruptedException {
        part.force();
        watch.note("checking");
        String sha256 = Sha256.of(part.file(), watch);
        if (expected.isPresent() && !expected.get().equals(sha256)) {
            part.discard();
            throw new CommandException(
                    "the checksum is wrong: sha256 "
                            + sha256
                            + ", not "
                            + expected.get()
                            + "; what came was thrown away");
        }
        try {
            check.accept(part.file());
        } catch (RuntimeException unfit) {
            part.discard();
            throw unfit;
        }
        part.done();
        try {
            Files.move(part.file(), target, StandardCopyOption.ATOMIC_MOVE);
            force(Objects.requireNonNull(target.toAbsolutePath().getParent()));
        } catch (IOException failed) {
            throw new CommandException(
                    "cannot move " + part.file() + " to " + target + ": " + Web.reason(failed),
                    failed);
        }
        return sha256;
    }

    /// So that the name survives a power cut; a system that does not open folders needs none.
    private static void force(Path folder) {
        try (FileChannel open = FileChannel.open(folder)) {
            open.force(true);
        } catch (IOException notHere) {
            // the file itself is on the disk
        }
    }
}
