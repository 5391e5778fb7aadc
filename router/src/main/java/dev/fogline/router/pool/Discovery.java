package dev.fogline.router.pool;

import java.nio.file.Path;

/// Where a pool's members come from.
public sealed interface Discovery {

    /// A file that names them; read again when it changes.
    record MembersFile(Path file) implements Discovery {}

    /// Names in the DNS, looked up again and again: SRV records where the name begins with an
    /// underscore, else every address of the name.
    ///
    /// @param name such as `_llm._tcp.pool.internal` or `pool.internal`
    /// @param scheme `http` or `https`
    /// @param port of every address; an SRV record tells its own
    record Dns(String name, String scheme, int port) implements Discovery {}

    /// The endpoints of a Kubernetes service, followed through its API with the pod's own
    /// credentials.
    ///
    /// @param service its name
    /// @param namespace empty for the pod's own
    /// @param scheme `http` or `https`
    /// @param port by name or number; empty for the first
    record Kubernetes(String service, String namespace, String scheme, String port)
            implements Discovery {}

    /// The engine's own router at one address: it chooses among its replicas, and we do not.
    record EngineRouter(String url) implements Discovery {}
}
