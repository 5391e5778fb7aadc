package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Fills a part from a server, going on where it stopped.
///
/// @param web asks
/// @param space says how much fits on the disk
/// @param watch is told
record Download(Web web, Space space, PullWatch watch) {

    private static final int BUFFER_BYTES = 1 << 18;

    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private static final long UNKNOWN = -1;

    /// Tries once; what came is kept whatever happens.
    ///
    /// @throws TransientException if it may go on later
    /// @throws CommandException if it will not
    void run(Remote remote, Part part) throws InterruptedException {
        long offset = part.origin().resumable() ? part.size() : 0;
        if (remote.bytes().isPresent() && offset == remote.bytes().getAsLong()) {
            return;
        }
        HttpResponse<InputStream> response =
                web.open(remote.uri(), remote.token(), headers(part, offset));
        try (InputStream body = response.body()) {
            long total = begin(remote, part, offset, response);
            space.require(part.file(), total - part.size());
            copy(body, part, total);
            if (total != UNKNOWN && part.size() < total) {
                throw new TransientException(
                        brokeOff(remote, part, total), new IOException("too short"));
            }
        } catch (IOException failed) {
            throw new TransientException(
                    remote.uri().getHost() + " broke off (" + Web.reason(failed) + ")", failed);
        }
    }

    /// A checksum known before makes a validator superfluous: what does not fit together is found
    /// out by it.
    private static Map<String, String> headers(Part part, long offset) {
        var headers = new HashMap<String, String>();
        if (offset > 0) {
            headers.put("range", "bytes=" + offset + "-");
            if (part.origin().sha256().isEmpty()) {
                headers.put("if-range", part.origin().validator());
            }
        }
        return headers;
    }

    /// @return how long the whole will be
    private long begin(Remote remote, Part part, long offset, HttpResponse<InputStream> response) {
        return switch (response.statusCode()) {
            case 200 -> whole(remote, part, offset, response);
            case 206 -> rest(remote, part, offset, response);
            default -> {
                part.restart();
                throw new TransientException(
                        remote.uri().getHost()
                                + " has no bytes from "
                                + offset
                                + " on: the file has changed; starting again",
                        new IOException("range not satisfiable"));
            }
        };
    }

    private long whole(Remote remote, Part part, long offset, HttpResponse<InputStream> response) {
        if (offset > 0) {
            String before = part.origin().validator();
            boolean same = response.headers().allValues("etag").contains(before);
            watch.note(
                    same
                            ? remote.uri().getHost() + " does not resume; starting again"
                            : "the file has changed since it was begun; starting again");
        }
        part.restart();
        part.label(response.headers());
        return checked(
                remote, response.headers().firstValueAsLong("content-length").orElse(UNKNOWN));
    }

    private long rest(Remote remote, Part part, long offset, HttpResponse<InputStream> response) {
        String range = response.headers().firstValue("content-range").orElse("");
        Matcher said = RANGE.matcher(range);
        if (!said.matches() || Long.parseLong(said.group(1)) != offset) {
            part.restart();
            throw new TransientException(
                    remote.uri().getHost() + " sent another range than was asked for",
                    new IOException(range));
        }
        return checked(remote, said.group(2).equals("*") ? UNKNOWN : Long.parseLong(said.group(2)));
    }

    private static long checked(Remote remote, long total) {
        long expected = remote.bytes().orElse(total);
        if (total != UNKNOWN && total != expected) {
            throw new CommandException(
                    remote.uri().getHost()
                            + " offers "
                            + total
                            + " bytes of "
                            + remote.fileName()
                            + ", the hub lists "
                            + expected);
        }
        return expected;
    }

    private void copy(InputStream body, Part part, long total) throws IOException {
        try (var stall = new Stall(body, web.patience().stall())) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                stall.alive();
                part.append(ByteBuffer.wrap(buffer, 0, read));
                watch.at(part.size(), total);
            }
            stall.check();
        }
    }

    private static String brokeOff(Remote remote, Part part, long total) {
        return remote.uri().getHost()
                + " broke off after "
                + part.size()
                + " of "
                + total
                + " bytes";
    }
}
