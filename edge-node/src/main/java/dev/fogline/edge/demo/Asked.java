package dev.fogline.edge.demo;

import java.util.EnumMap;
import java.util.Map;

/// One question and the replies of every way of answering it.
///
/// @param question that was asked
/// @param replies one per way
record Asked(Question question, Map<Way, Reply> replies) {

    /// The four ways the demo compares.
    enum Way {
        /// Always on the device.
        EDGE,
        /// Always in the cloud.
        CLOUD,
        /// As the router decides.
        ROUTED,
        /// By chance, with the router's share of the cloud.
        RANDOM
    }

    Asked {
        replies = new EnumMap<>(replies);
    }

    Asked with(Way way, Reply reply) {
        var more = new EnumMap<>(replies);
        more.put(way, reply);
        return new Asked(question, more);
    }

    Reply reply(Way way) {
        Reply reply = replies.get(way);
        if (reply == null) {
            throw new IllegalArgumentException(question.id() + " was not asked the way " + way);
        }
        return reply;
    }

    boolean isRight(Way way) {
        return question.isRight(reply(way).text());
    }
}
