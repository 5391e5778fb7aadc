package dev.fogline.edge.openai;

import dev.fogline.router.Call;
import dev.fogline.router.tenants.Tenant;
import dev.fogline.spi.request.DataClass;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a client says of a request outside its body.
///
/// @param id given by the node
/// @param timeout from arrival until the last token
/// @param dataClass whether the text may leave the device
/// @param policy that shall decide; empty to leave that to the node
/// @param reuse whether it may be another request's answer
/// @param tenant whose key came with it
public record Envelope(
        String id,
        Duration timeout,
        DataClass dataClass,
        Optional<String> policy,
        Call.Reuse reuse,
        String tenant) {

    /// As the header that carries it is called.
    public static final String DATA_CLASS = "x-fogline-data-class";

    /// As the header that carries it is called.
    public static final String TIMEOUT_MILLIS = "x-fogline-timeout-millis";

    /// As the header that carries it is called.
    public static final String POLICY = "x-fogline-policy";

    /// Where the client names none: what OpenAI's own SDKs wait (openai-node and openai-python,
    /// `timeout`, 2026).
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(10);

    private static final long MAX_TIMEOUT_MILLIS = Duration.ofHours(1).toMillis();

    /// @param dataClass the header's value
    /// @param timeoutMillis the header's value
    /// @param policy the header's value
    /// @throws ApiException if a value is of no use; an unknown data class is refused, not taken
    ///   for public
    public static Envelope of(
            String id,
            Optional<String> dataClass,
            Optional<String> timeoutMillis,
            Optional<String> policy) {
        return new Envelope(
                id,
                timeoutMillis.map(Envelope::timeout).orElse(DEFAULT_TIMEOUT),
                dataClass.map(Envelope::dataClass).orElse(DataClass.PUBLIC),
                policy.map(String::strip),
                Call.Reuse.ALLOWED,
                Tenant.LOCAL);
    }

    /// The same of a tenant.
    public Envelope by(String tenant) {
        return new Envelope(id, timeout, dataClass, policy, reuse, tenant);
    }

    /// The same, as far as a client wants to share answers.
    ///
    /// @param cacheControl the values of the header `cache-control` (RFC 9111, 5.2.1): `no-cache`
    ///   and `no-store`, the stricter wins; others say nothing here
    public Envelope reusing(List<String> cacheControl) {
        return new Envelope(id, timeout, dataClass, policy, reuse(cacheControl), tenant);
    }

    private static Call.Reuse reuse(List<String> cacheControl) {
        if (cacheControl.isEmpty()) {
            return Call.Reuse.ALLOWED;
        }
        Set<String> directives =
                cacheControl.stream()
                        .flatMap(value -> Stream.of(value.split(",")))
                        .map(directive -> directive.strip().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        if (directives.contains("no-store")) {
            return Call.Reuse.NEVER;
        }
        return directives.contains("no-cache") ? Call.Reuse.RENEWED : Call.Reuse.ALLOWED;
    }

    private static DataClass dataClass(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "private" -> DataClass.PRIVATE;
            case "public" -> DataClass.PUBLIC;
            default ->
                    throw ApiException.invalid(
                            DATA_CLASS, DATA_CLASS + " must be private or public");
        };
    }

    private static Duration timeout(String value) {
        try {
            long millis = Long.parseLong(value.strip());
            if (millis >= 1 && millis <= MAX_TIMEOUT_MILLIS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException notANumber) {
            // said below, together with the range
        }
        throw ApiException.invalid(
                TIMEOUT_MILLIS,
                TIMEOUT_MILLIS + " must be a whole number from 1 to " + MAX_TIMEOUT_MILLIS);
    }
}
