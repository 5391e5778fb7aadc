package dev.fogline.edge.pull;

import dev.fogline.edge.door.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Asks web servers: follows redirects itself, so that a token is shown to nobody but the host it
/// is for, and sorts refusals into those that pass and those that do not.
public final class Web implements AutoCloseable {

    private static final int MAX_REDIRECTS = 10;

    private final HttpClient http;
    private final Patience patience;

    /// @param patience with every server
    public Web(Patience patience) {
        this.patience = patience;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience.connect())
                        .build();
    }

    Patience patience() {
        return patience;
    }

    /// Gets something; its body must be closed.
    ///
    /// @param token of the host in `uri`; empty for none
    /// @param headers besides
    /// @return with status 200, 206 or 416
    /// @throws TransientException if it may succeed later
    /// @throws CommandException if it will not
    HttpResponse<InputStream> open(URI uri, String token, Map<String, String> headers)
            throws InterruptedException {
        URI at = uri;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            HttpResponse<InputStream> response = send(at, sameHost(uri, at) ? token : "", headers);
            switch (response.statusCode()) {
                case 200, 206, 416 -> {
                    return response;
                }
                case 301, 302, 303, 307, 308 -> at = redirected(at, response);
                default -> throw refused(at, response, token);
            }
        }
        throw new CommandException(
                uri.getHost() + " redirects more than " + MAX_REDIRECTS + " times");
    }

    private HttpResponse<InputStream> send(URI uri, String token, Map<String, String> headers)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri)
                        .timeout(patience.answer())
                        .header("user-agent", "fogline");
        headers.forEach(request::header);
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException failed) {
            throw new TransientException(
                    "cannot reach " + uri.getHost() + " (" + reason(failed) + ")", failed);
        }
    }

    private static URI redirected(URI from, HttpResponse<InputStream> response) {
        close(response);
        URI to =
                response.headers()
                        .firstValue("location")
                        .map(from::resolve)
                        .orElseThrow(
                                () ->
                                        new CommandException(
                                                from.getHost() + " redirects to nowhere"));
        boolean safe = "https".equals(to.getScheme());
        boolean plain = "http".equals(to.getScheme()) && !"https".equals(from.getScheme());
        if (to.getHost() == null || !(safe || plain)) {
            throw new CommandException(
                    from.getHost() + " redirects to what is not safe: " + new Source.Web(to));
        }
        return to;
    }

    private static RuntimeException refused(
            URI uri, HttpResponse<InputStream> response, String token) {
        close(response);
        int status = response.statusCode();
        String answered = uri.getHost() + " answered " + status;
        return switch (status) {
            case 401, 403 ->
                    new CommandException(
                            answered
                                    + (token.isEmpty()
                                            ? ": it wants a token (set HF_TOKEN), or there is no such thing"
                                            : ": the token in HF_TOKEN may not read this; is its licence accepted on the hub?"));
            case 404, 410 -> new CommandException(answered + ": there is no " + uri.getPath());
            case 408, 425, 429 -> new TransientException(answered, retryAfter(response));
            default ->
                    status >= 500
                            ? new TransientException(answered, retryAfter(response))
                            : new CommandException(answered + " to " + uri.getPath());
        };
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private static boolean sameHost(URI one, URI other) {
        return Objects.equals(one.getScheme(), other.getScheme())
                && Objects.equals(one.getHost(), other.getHost())
                && one.getPort() == other.getPort();
    }

    /// The words of an exception, or of its cause, or its kind.
    static String reason(Throwable failed) {
        for (Throwable at = failed; at != null; at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && !message.isBlank()) {
                return message;
            }
        }
        return failed.getClass().getSimpleName();
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException ignored) {
            // nothing of it is wanted
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
