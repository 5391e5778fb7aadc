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
        URI uri = parsed(url);
        if (!"http".equalsIgnoreCase(uri.getScheme())
                && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new SettingException("url", "must begin with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new SettingException("url", "names no host");
        }
        if (uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            throw new SettingException("url", "must hold no user, query or fragment");
        }
        String base = uri.toString().replaceAll("/+$", "");
        return new Endpoint(versioned(uri.getRawPath()) ? base : base + "/v1");
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

    private static URI parsed(String url) {
        try {
            return URI.create(url.strip());
        } catch (IllegalArgumentException notAnAddress) {
            // The text is not repeated: a password may be in it.
            throw new SettingException("url", "is not an address");
        }
    }

    /// Some providers' paths name another version, and not at the end: `/v1beta/openai`,
    /// `/paas/v4`.
    private static boolean versioned(String path) {
        return Arrays.stream(path.split("/")).anyMatch(part -> part.matches("v[0-9][0-9a-z]*"));
    }
}
