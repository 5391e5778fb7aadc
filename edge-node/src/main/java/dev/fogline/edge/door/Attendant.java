package dev.fogline.edge.door;

import dev.fogline.router.Router;

/// What one kind of node does beside answering, for as long as it runs.
public interface Attendant {

    /// Has nothing to do.
    Attendant NOBODY = router -> () -> {};

    /// Begins, after the router was opened and before the node listens.
    ///
    /// @return ends it again, before the router is closed
    Duty attend(Router router);

    /// Something that goes on until it is closed.
    interface Duty extends AutoCloseable {
        @Override
        void close();
    }
}
