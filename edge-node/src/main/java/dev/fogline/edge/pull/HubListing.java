package dev.fogline.edge.pull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The models in a repository of a hub, as its REST interface lists them: `GET
/// /api/models/{repository}/tree/main`, files at `/{repository}/resolve/main/{file}` (Hugging Face,
/// "Hub API endpoints", 2026).
///
/// @param hub its address
/// @param token to show it; empty for none
record HubListing(URI hub, String token) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// Pages of a thousand entries each.
    private static final int MAX_PAGES = 20;

    private static final int MAX_PAGE_BYTES = 8 << 20;

    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"next\"");

    /// @throws CommandException if there is no such repository, or not exactly one such file
    /// @throws TransientException if it may succeed later
    Remote find(Source.Hub source, Web web) throws InterruptedException {
        HubFile chosen = HubFile.choose(source, files(source.repository(), web));
        return new Remote(
                at("/" + source.repository() + "/resolve/main/" + encoded(chosen.path())),
                chosen.fileName(),
                token,
                chosen.bytes(),
                chosen.sha256());
    }

    private List<HubFile> files(String repository, Web web) throws InterruptedException {
        var files = new ArrayList<HubFile>();
        Optional<URI> page =
                Optional.of(at("/api/models/" + repository + "/tree/main?recursive=true"));
        for (int pages = 0; page.isPresent() && pages < MAX_PAGES; pages++) {
            HttpResponse<InputStream> response = web.open(page.get(), token, Map.of());
            json(response).forEach(entry -> HubFile.of(entry).ifPresent(files::add));
            page = next(response, page.get());
        }
        return files;
    }

    private JsonNode json(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            JsonNode json = MAPPER.readTree(body.readNBytes(MAX_PAGE_BYTES));
            if (json.isArray()) {
                return json;
            }
        } catch (JsonProcessingException noJson) {
            // said below
        } catch (IOException failed) {
            throw new TransientException(
                    "the list of " + hub.getHost() + " broke off (" + Web.reason(failed) + ")",
                    failed);
        }
        throw new CommandException(
                hub.getHost()
                        + " does not list files as a hub does; is the mirror's address right?");
    }

    /// Only on the same host: nothing else is asked for with the token.
    private Optional<URI> next(HttpResponse<?> response, URI page) {
        return response.headers()
                .firstValue("link")
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(found -> page.resolve(found.group(1)))
                .filter(uri -> page.getHost().equals(uri.getHost()));
    }

    private URI at(String path) {
        String base = hub.toString();
        return URI.create(
                (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
