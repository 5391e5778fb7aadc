package dev.fogline.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/// An authority and those it vouches for, as PEM files, made by the JDK's keytool.
///
/// @param dir where `ca.pem` lies, and `NAME.pem` and `NAME.key` of each
public record Certificates(Path dir) {

    private static final String PASSWORD = "changeit";
    private static final String LOOPBACK = "SAN=dns:localhost,ip:127.0.0.1";

    /// A new authority.
    public static Certificates in(Path dir) throws Exception {
        var certificates = new Certificates(Files.createDirectories(dir));
        certificates.keytool(
                "ca",
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=authority",
                "-ext",
                "bc=ca:true");
        Files.write(
                dir.resolve("ca.pem"),
                certificates.keytool("ca", "-exportcert", "-alias", "own", "-rfc"));
        return certificates;
    }

    /// Whom the authority vouches for.
    public Path ca() {
        return dir.resolve("ca.pem");
    }

    /// The certificate of somebody.
    public Path certificate(String name) {
        return dir.resolve(name + ".pem");
    }

    /// The key of somebody.
    public Path key(String name) {
        return dir.resolve(name + ".key");
    }

    /// Vouches for somebody on the loopback, or does so anew.
    public Certificates issue(String name) throws Exception {
        Files.deleteIfExists(store(name));
        keytool(
                name,
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                LOOPBACK);
        Path asked = Files.write(dir.resolve("asked"), keytool(name, "-certreq", "-alias", "own"));
        byte[] signed =
                keytool(
                        "ca",
                        "-gencert",
                        "-alias",
                        "own",
                        "-ext",
                        LOOPBACK,
                        "-rfc",
                        "-infile",
                        asked.toString());
        replace(key(name), key(store(name)));
        replace(certificate(name), signed);
        return this;
    }

    private Path store(String name) {
        return dir.resolve(name + ".p12");
    }

    private byte[] keytool(String name, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Stream.of("-keystore", store(name).toString(), "-storepass", PASSWORD)
                .forEach(command::add);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] said = process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(new String(said, StandardCharsets.UTF_8));
        }
        return said;
    }

    private static byte[] key(Path store) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] key = keys.getKey("own", PASSWORD.toCharArray()).getEncoded();
        String body =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(key);
        return ("-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path written = Files.write(file.resolveSibling(file.getFileName() + ".new"), content);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
