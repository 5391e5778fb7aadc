package dev.fogline.edge.online;

import java.util.List;

/// Requests that are worked off by so many clients at once.
///
/// @param clients that ask, each one request at a time, ≥ 1
/// @param asks taken in this order
record Block(int clients, List<Ask> asks) {

    Block {
        asks = List.copyOf(asks);
    }
}
