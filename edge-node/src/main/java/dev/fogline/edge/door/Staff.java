package dev.fogline.edge.door;

/// Who works at a node beside its router and its door.
///
/// @param attendant what it does beside answering
/// @param accounts of its tenants
public record Staff(Attendant attendant, Accounting.Opener accounts) {

    /// Nobody: a node of one user.
    public static final Staff NOBODY =
            new Staff(
                    Attendant.NOBODY,
                    (setup, dataDir, tenants, registry) -> Accounting.none(tenants));
}
