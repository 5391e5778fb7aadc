package dev.fogline.edge.config;

import dev.fogline.edge.beacon.BeaconSetup;

/// What the two applications differ in before anything is configured.
///
/// @param command as its users call it; also names its state directory
/// @param port it listens on
/// @param beacon how it announces its load
public record NodeKind(String command, int port, BeaconSetup beacon) {

    /// The node on a user's device.
    public static final NodeKind EDGE = new NodeKind("fogline", 8080, BeaconSetup.alone());

    /// The node in front of a shared pool; its port differs so that both run on one machine.
    public static final NodeKind CLOUD = new NodeKind("fogline-cloud", 8090, BeaconSetup.shared());
}
