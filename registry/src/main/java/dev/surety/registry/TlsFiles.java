package dev.surety.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates for a TLS connection. Host names are always checked.
 *
 * @param authorities PEM file with the certificates to trust instead of the JDK's; null for the
 *     JDK's
 * @param keystore PKCS#12 file with our own certificate and key; null for none
 * @param keystorePassword the file's password, never shown; null when there is no file
 */
public record TlsFiles(
    @Nullable Path authorities, @Nullable Path keystore, @Nullable String keystorePassword) {
  /** The context that a client uses. */
  SSLContext context() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        keystore == null ? null : keyManagers(keystore),
        authorities == null ? null : trustManagers(authorities),
        null);
    return context;
  }

  private KeyManager[] keyManagers(Path file) throws IOException, GeneralSecurityException {
    char[] password = keystorePassword == null ? new char[0] : keystorePassword.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, password);
    return factory.getKeyManagers();
  }

  private static TrustManager[] trustManagers(Path file)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      if (number == 0) {
        throw new GeneralSecurityException(file + " holds no certificate");
      }
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  @Override
  public String toString() {
    return "TlsFiles[" + authorities + ", " + keystore + "]";
  }
}
