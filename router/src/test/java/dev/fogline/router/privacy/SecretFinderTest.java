package dev.fogline.router.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The tokens are put together here, so that no scanner of sources takes them for real ones.
class SecretFinderTest {

    private static final String RANDOM = "Zx81Kq0vTb3LmW7eRy5uHd2Gp4Ns6CjAf9BoXiQ";

    static Stream<String> tokens() {
        return Stream.of(
                "AKIA" + "IOSFODNN7EXAMPLE",
                "ghp" + "_" + RANDOM.substring(0, 36),
                "github" + "_pat_" + RANDOM + "_" + RANDOM,
                "glpat" + "-" + RANDOM.substring(0, 20),
                "sk" + "-" + RANDOM,
                "sk" + "-proj-" + RANDOM,
                "sk" + "-ant-api03-" + RANDOM,
                "sk" + "_live_" + RANDOM.substring(0, 24),
                "xoxb" + "-123456789012-" + RANDOM.substring(0, 24),
                "AIza" + RANDOM.substring(0, 35),
                "npm" + "_" + RANDOM.substring(0, 36),
                "hf" + "_" + RANDOM.substring(0, 34),
                "SG" + "." + RANDOM.substring(0, 22) + "." + (RANDOM + RANDOM).substring(0, 43),
                "eyJ" + "hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0." + RANDOM);
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void aTokenIsKnownByItsBeginning(String token) {
        assertThat(Found.of(Kind.SECRET, "Use " + token + ", it works")).containsExactly(token);
        assertThat(Found.of(Kind.SECRET, "\"" + token + "\"")).containsExactly(token);
    }

    @Test
    void aPrivateKeyIsFoundWhole() {
        String key = "-----BEGIN RSA " + "PRIVATE KEY-----\nMIIE\nabc\n";
        assertThat(Found.of(Kind.SECRET, "see\n" + key + "-----END RSA PRIVATE KEY-----"))
                .containsExactly(key);
        assertThat(Found.of(Kind.SECRET, "-----BEGIN CERTIFICATE-----\nMIIE")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: hunter2",
                "PASSWORD=hunter2",
                "\"password\": \"hunter2\",",
                "db_password := 'hunter2'",
                "my password is hunter2.",
                "the passwort ist hunter2!",
                "mysql://root:hunter2@db/x"
            })
    void anAssignedPasswordIsFound(String text) {
        assertThat(Found.of(Kind.SECRET, text)).containsExactly("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api_key=", "API key: ", "secret_access_key = \"", "Authorization: Bearer "})
    void anAssignedKeyIsFoundIfItLooksRandom(String given) {
        assertThat(Found.of(Kind.SECRET, given + RANDOM)).containsExactly(RANDOM);
        assertThat(Found.of(Kind.SECRET, given + "the-name-of-a-key-in-words")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: string",
                "CHALLENGE_PASSWORD: \"challengePassword\"",
                "private_key: ed25519.Ed25519PrivateKey",
                "http://user:password@host/",
                "password = getPassword1()",
                "password: <password1>",
                "password: ${DB_PASSWORD1}",
                "password: your_password1",
                "The password is incorrect.",
                "forgot my password",
                "primary key: customer_id2",
                "The key is to practise 10000 hours.",
                "sk-learn",
                "sk-this-is-only-a-long-name",
                "token = tokens[12]",
                "AuthenticationInstant=\"2002-04-18T16:56:53Z\"",
                "eyJhbGciOi.is.nothing",
                "https://example.com:8080/a@b"
            })
    void whatStandsForASecretIsNone(String text) {
        assertThat(Found.of(Kind.SECRET, text)).isEmpty();
    }
}
