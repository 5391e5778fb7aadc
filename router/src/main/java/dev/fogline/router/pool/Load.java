package dev.fogline.router.pool;

/// How busy an engine says it is, all of its clients together.
///
/// @param running requests in its batch, ≥ 0
/// @param waiting requests in its queue, ≥ 0
/// @param kvUse share of its key-value cache that is held, in [0, 1]; 0 if it does not say
public record Load(int running, int waiting, double kvUse) {

    public Load {
        if (running < 0 || waiting < 0 || !(kvUse >= 0 && kvUse <= 1)) {
            throw new IllegalArgumentException(
                    "running " + running + ", waiting " + waiting + ", kvUse " + kvUse);
        }
    }

    int requests() {
        return running + waiting;
    }
}
