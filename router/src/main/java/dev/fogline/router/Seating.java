package dev.fogline.router;

/// Takes a seat at a member of a pool for a plan that is about to be carried out.
interface Seating {

    /// There is no pool.
    Seating NONE =
            new Seating() {
                @Override
                public Plan seated(Plan plan, Task task, boolean waited) {
                    return plan;
                }

                @Override
                public void leave(Task task) {}
            };

    /// @param waited whether time has passed since the plan was made
    /// @return with the same candidates; a seat at the first of them is kept
    Plan seated(Plan plan, Task task, boolean waited);

    /// Its plan was carried out: a seat that was not taken is free again.
    void leave(Task task);
}
