package dev.fogline.edge.door;

import java.util.Optional;

/// Where the accounts of tenants lie.
///
/// @param url of JDBC, such as `jdbc:postgresql://db.example.com/fogline`; empty for a database in
///   the node's state
/// @param user who logs in; empty where the URL or the machine says it
/// @param password of that user; never shown
public record AccountsSetup(
        Optional<String> url, Optional<String> user, Optional<String> password) {

    /// A database in the node's state.
    public static final AccountsSetup EMBEDDED =
            new AccountsSetup(Optional.empty(), Optional.empty(), Optional.empty());

    @Override
    public String toString() {
        return "AccountsSetup[" + (url.isPresent() ? "a server]" : "embedded]");
    }
}
