package dev.fogline.edge.door;

import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;

/// A cloud node and an edge node that knows it, as processes of their own. Both forget everything
/// when they are closed.
public final class NodePair implements AutoCloseable {

    private final Scratch scratch;
    private final NodeProcess cloud;
    private final NodeProcess edge;

    private NodePair(Scratch scratch, NodeProcess cloud, NodeProcess edge) {
        this.scratch = scratch;
        this.cloud = cloud;
        this.edge = edge;
    }

    /// @param scratch where both keep their state; closed with them
    /// @param cloud starts the cloud node
    /// @param edge starts the edge node, told where the cloud listens
    /// @throws CommandException if one does not start; nothing is left then
    public static NodePair start(
            Scratch scratch, Supplier<NodeProcess> cloud, Function<URI, NodeProcess> edge) {
        try {
            NodeProcess first = cloud.get();
            try {
                return new NodePair(scratch, first, edge.apply(first.address()));
            } catch (RuntimeException failed) {
                first.close();
                throw failed;
            }
        } catch (RuntimeException failed) {
            scratch.close();
            throw failed;
        }
    }

    /// Where the edge listens.
    public URI edge() {
        return edge.address();
    }

    /// Where the cloud listens.
    public URI cloud() {
        return cloud.address();
    }

    /// Ends both, which leaves what they keep complete.
    public void stop() {
        edge.close();
        cloud.close();
    }

    @Override
    public void close() {
        stop();
        scratch.close();
    }
}
