package dev.fogline.cloud;

import dev.fogline.cloud.accounts.Accounts;
import dev.fogline.edge.door.Attendant;
import dev.fogline.edge.door.CacheTraining;
import dev.fogline.edge.door.Staff;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `train-cache`, which the image's build calls.
@Command(
        name = "train-cache",
        hidden = true,
        description = "Exercises a node of its own for the ahead-of-time cache.")
final class TrainCacheCommand implements Callable<Integer> {

    TrainCacheCommand() {}

    @Override
    public Integer call() throws InterruptedException, IOException {
        CacheTraining.cloud(new Staff(Attendant.NOBODY, Accounts::open));
        return 0;
    }
}
