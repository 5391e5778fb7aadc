/// The edge node: the OpenAI door on the user's device, and the command line.
@org.jspecify.annotations.NullMarked
module dev.fogline.edge {
    requires static org.jspecify;
    requires dev.fogline.router;
}
