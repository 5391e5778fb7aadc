package dev.fogline.router;

import dev.fogline.spi.Observation;
import java.io.IOException;
import java.util.Optional;

/// What is known, and what of it outlives the node.
///
/// Private requests are learnt from in memory only, so there are two estimators as soon as one was:
/// the latest, which decides, and the kept one, which knows what the journal holds and is saved.
/// The state that is saved therefore is a function of the journal's lines. One thread teaches; any
/// may ask for the latest.
final class Learning {

    private static final System.Logger LOG = System.getLogger(Learning.class.getName());

    /// Observations between two checkpoints: a restart replays fewer than these.
    static final int BETWEEN_CHECKPOINTS = 1024;

    private final String type;
    private final CheckpointFile file;
    private volatile Learned latest;

    /// Of the teaching thread.
    private Learned kept;

    private long saved;

    /// Whether the latest knows what the kept one does not.
    private boolean apart;

    private Learning(String type, CheckpointFile file, Learned begun) {
        this.type = type;
        this.file = file;
        this.latest = begun;
        this.kept = begun;
        this.saved = begun.sequence();
    }

    /// Begins with what was saved, or with nothing.
    static Learning open(CheckpointFile file, EstimatorSource source) {
        return new Learning(source.type(), file, begun(file, source));
    }

    private static Learned begun(CheckpointFile file, EstimatorSource source) {
        Optional<Checkpoint> saved = file.read(source.type());
        if (saved.isPresent()) {
            try {
                return new Learned(
                        source.load().apply(saved.get().state()), saved.get().sequence());
            } catch (RuntimeException | LinkageError unreadable) {
                file.unusable(unreadable.getClass().getSimpleName());
            }
        }
        return new Learned(source.untaught(), 0);
    }

    Learned latest() {
        return latest;
    }

    /// Learns again what a line of the journal says, unless the checkpoint knew it.
    ///
    /// @param sequence of the line
    void replay(Observation observation, long sequence) {
        if (sequence > kept.sequence()) {
            kept = taught(kept, observation, sequence);
            latest = kept;
        }
    }

    /// Learns from an observation that the journal will hold.
    ///
    /// @return its sequence number
    long keep(Observation observation) {
        kept = taught(kept, observation, kept.sequence() + 1);
        latest = apart ? taught(latest, observation, latest.sequence() + 1) : kept;
        return kept.sequence();
    }

    /// Learns from an observation that leaves no trace.
    void learnInMemory(Observation observation) {
        latest = taught(latest, observation, latest.sequence() + 1);
        apart = true;
    }

    /// Whether enough is new for a checkpoint.
    boolean due() {
        return kept.sequence() - saved >= BETWEEN_CHECKPOINTS;
    }

    /// Saves what is kept, if there is anything new.
    void save() {
        if (kept.sequence() == saved) {
            return;
        }
        try {
            byte[] state = kept.estimator().save();
            if (state.length > 0) {
                file.write(new Checkpoint(kept.sequence(), type, state));
            }
        } catch (IOException | RuntimeException failed) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the checkpoint cannot be written: {0}",
                    failed.toString());
        }
        saved = kept.sequence(); // one that failed is not tried again before the next is due
    }

    /// An estimator that throws stays as it was; the line has its number all the same.
    private static Learned taught(Learned before, Observation observation, long sequence) {
        try {
            return new Learned(before.estimator().learn(observation), sequence);
        } catch (RuntimeException thrown) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the estimator could not learn: {0}",
                    thrown.toString());
            return new Learned(before.estimator(), sequence);
        }
    }
}
