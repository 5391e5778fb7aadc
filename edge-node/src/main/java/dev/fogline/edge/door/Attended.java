package dev.fogline.edge.door;

import dev.fogline.router.ClientSink;
import dev.fogline.router.ForwardingSink;

/// A sink whose client is watched while nothing is written to it.
record Attended(ClientSink client, ReadAhead connection, Line line) implements ForwardingSink {

    @Override
    public void whenGone(Runnable notice) {
        connection.whenGone(line, notice);
    }
}
