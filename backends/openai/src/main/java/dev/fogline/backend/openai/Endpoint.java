package dev.fogline.backend.openai;

import dev.fogline.spi.SettingException;
import java.net.URI;
import java.util.Arrays;

/// Where a server is.
///
/// @param base with the version in its path and no slash at the end
record Endpoint(String base) {

    /// @param url as configured; `/v1` is added where its path names no version
    /// @throws SettingException if it is no plain http or https address
    static Endpoint of(String url) {
        URI uri = address("url", url);
        String base = uri.toString().replaceAll("/+$", "");
        return new Endpoint(versioned(uri.getRawPath()) ? base : base + "/v1");
    }

    /// @param key of the setting
    /// @throws SettingException if it is no plain http or https address
    static URI address(String key, String url) {
        URI uri = parsed(key, url);
        if (!"http".equalsIgnoreCase(uri.getScheme())
                && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new SettingException(key, "must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new SettingException(key, "names no host");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new SettingException(key, "must hold no user, query or fragment");
        }
        return uri;
    }

    /// Another path of the same server.
    ///
    /// @param path absolute, without a host
    URI at(String path) {
        return URI.create(base).resolve(path);
    }

    /// Whether an address is of the same server.
    boolean owns(URI uri) {
        URI own = URI.create(base);
        return own.getScheme().equalsIgnoreCase(uri.getScheme())
                && own.getRawAuthority().equalsIgnoreCase(uri.getRawAuthority());
    }

    URI models() {
        return URI.create(base + "/models");
    }

    URI chat() {
        return URI.create(base + "/chat/completions");
    }

    URI completions() {
        return URI.create(base + "/completions");
    }

    URI embeddings() {
        return URI.create(base + "/embeddings");
    }

    private static URI parsed(String key, String url) {
        try {
            return URI.create(url.strip());
        } catch (IllegalArgumentException notAnAddress) {
            // The text is not repeated: a password may be in it.
            throw new SettingException(key, "is not an address");
        }
    }

    /// Some providers' paths name another version, and not at the end: `/v1beta/openai`,
    /// `/paas/v4`.
    private static boolean versioned(String path) {
        return Arrays.stream(path.split("/")).anyMatch(part -> part.matches("v[0-9][0-9a-z]*"));
    }
}
