package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// A hub, or a mirror of it.
///
/// @param address with `http` or `https`
/// @param token that it is shown; empty for none
public record HubAddress(URI address, String token) {

    /// The public one, where nothing else is said.
    private static final String USUAL = "https://huggingface.co";

    /// @param mirror as a flag says; else `HF_ENDPOINT`, else the public hub
    /// @param environment with `HF_ENDPOINT` and `HF_TOKEN`, as the hub's own tools name them
    /// @throws CommandException if it is no address
    public static HubAddress of(Optional<String> mirror, Map<String, String> environment) {
        String address =
                mirror.orElseGet(() -> environment.getOrDefault("HF_ENDPOINT", "")).strip();
        Source source = Source.parse(address.isEmpty() ? USUAL : address);
        if (source instanceof Source.Web(URI uri)) {
            return new HubAddress(uri, environment.getOrDefault("HF_TOKEN", "").strip());
        }
        throw new CommandException("the mirror '" + address + "' is not an http(s) URL");
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
