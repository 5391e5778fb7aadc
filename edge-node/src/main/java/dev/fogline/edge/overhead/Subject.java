package dev.fogline.edge.overhead;

/// What is measured: something the load can be sent to.
///
/// @param name in the report
/// @param process whose core, time and memory count
record Subject(String name, Child process) {

    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String HELIDON = "helidon";
    static final String FOGLINE = "fogline";
}
