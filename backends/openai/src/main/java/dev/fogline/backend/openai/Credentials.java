package dev.fogline.backend.openai;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Whom a client trusts, and who it is itself, from PEM files. They are read again when they have
/// changed, for connections that begin from then on. Thread-safe.
final class Credentials {

    private static final String NO_PASSWORD = "";

    private final Source files;
    private @Nullable Read read;

    /// @param trust who signs servers' certificates; empty: whom the Java runtime trusts
    /// @param identity of the client; empty for none
    record Source(Optional<Path> trust, Optional<Identity> identity) {

        static final Source NONE = new Source(Optional.empty(), Optional.empty());

        private List<Path> all() {
            return Stream.concat(
                            trust.stream(),
                            identity.stream()
                                    .flatMap(own -> Stream.of(own.certificate(), own.key())))
                    .toList();
        }
    }

    /// @param certificate of the client, and those between it and a root
    /// @param key of it, PKCS#8 without a password
    record Identity(Path certificate, Path key) {}

    /// @param times of the files when they were read
    private record Read(List<FileTime> times, SSLContext context) {}

    Credentials(Source files) {
        this.files = files;
    }

    /// What makes encrypting sockets.
    ///
    /// @throws IOException if a file cannot be used; never with the key in it
    synchronized SSLContext context() throws IOException {
        var times = new ArrayList<FileTime>();
        for (Path file : files.all()) {
            times.add(Files.getLastModifiedTime(file));
        }
        Read last = read;
        if (last == null || !last.times().equals(times)) {
            last = new Read(times, context(files));
            read = last;
        }
        return last.context();
    }

    private static SSLContext context(Source files) throws IOException {
        try {
            if (files.equals(Source.NONE)) {
                return SSLContext.getDefault();
            }
            var context = SSLContext.getInstance("TLS");
            context.init(
                    files.identity().isPresent() ? keys(files.identity().get()) : new KeyManager[0],
                    files.trust().isPresent() ? trust(files.trust().get()) : null,
                    null);
            return context;
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            throw new IOException("the certificates in " + files.all() + " cannot be used", unfit);
        }
    }

    private static TrustManager[] trust(Path file) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        int number = 0;
        for (Certificate one : certificates(file)) {
            store.setCertificateEntry("ca" + number++, one);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager[] keys(Identity own) throws GeneralSecurityException, IOException {
        Certificate[] chain = certificates(own.certificate()).toArray(Certificate[]::new);
        if (chain.length == 0) {
            throw new IllegalArgumentException(own.certificate() + " holds no certificate");
        }
        KeyStore store = emptyStore();
        String algorithm = chain[0].getPublicKey().getAlgorithm();
        store.setKeyEntry("own", key(own.key(), algorithm), NO_PASSWORD.toCharArray(), chain);
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD.toCharArray());
        return factory.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws GeneralSecurityException, IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in);
        }
    }

    /// Java 25 reads PEM keys in preview only.
    private static PrivateKey key(Path file, String algorithm)
            throws GeneralSecurityException, IOException {
        String pem = Files.readString(file, StandardCharsets.US_ASCII);
        String body = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
    }
}
