package dev.fogline.edge.door;

import dev.fogline.router.Plugins;
import dev.fogline.spi.Backend;
import dev.fogline.spi.BackendProvider;
import dev.fogline.spi.BackendStartException;
import dev.fogline.spi.SettingException;
import dev.fogline.spi.Settings;
import dev.fogline.spi.Ticker;
import java.util.Map;

/// A backend that a command asks by itself, without a node.
public final class OwnBackend {

    private OwnBackend() {}

    /// @param type of the backend
    /// @param name of it, in messages
    /// @param settings as in a configuration
    /// @return to be closed by the caller
    /// @throws CommandException if there is none of this type, or it cannot start
    public static Backend start(
            Plugins plugins,
            String type,
            String name,
            Map<String, String> settings,
            Ticker ticker) {
        BackendProvider provider =
                plugins.find(BackendProvider.class, type)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                "the backend "
                                                        + type
                                                        + " is not part of this installation"));
        try {
            return provider.create(name, Settings.of(provider.settings(), settings), ticker);
        } catch (BackendStartException | SettingException cannotStart) {
            throw new CommandException(name + ": " + cannotStart.getMessage(), cannotStart);
        }
    }
}
