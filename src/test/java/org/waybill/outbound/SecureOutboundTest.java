package org.waybill.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.config.Settings;
import org.waybill.running.Receiver;
import org.waybill.time.Ticker;

@Timeout(60)
class SecureOutboundTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(10), 1_000);

  private final Settings settings =
      new Settings(Map.of("waybill.outbound.allow", "localhost,127.0.0.1")::get);

  @Test
  void aCertificateMustBeTrustedAndOfThatName(@TempDir Path folder) throws Exception {
    KeyStore keys = certificateOf("localhost", folder);
    HttpsServer server = server(keys);
    int port = server.getAddress().getPort();
    try {
      SafeHttpClient trusting = trusting(keys);
      URI named = URI.create("https://localhost:" + port + "/");
      assertThat(trusting.get(named, LIMITS).body()).asString().isEqualTo("localhost:" + port);
      URI otherwise = URI.create("https://127.0.0.1:" + port + "/");
      assertThatThrownBy(() -> trusting.get(otherwise, LIMITS))
          .isInstanceOf(CallFailed.class)
          .hasMessageContaining("127.0.0.1");
      assertThatThrownBy(() -> new SafeHttpClient(settings, new Ticker()).get(named, LIMITS))
          .isInstanceOf(CallFailed.class)
          .hasMessageContaining("certification path");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whoNeverEndsTheHandshakeIsGivenUpInTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("https://localhost:" + silent.getLocalPort() + "/");
      assertThatThrownBy(
              () ->
                  new SafeHttpClient(settings, new Ticker())
                      .get(uri, new CallLimits(Duration.ofMillis(300), 1_000)))
          .isInstanceOf(CallFailed.class)
          .hasMessage("no complete response within 300 ms");
    }
  }

  private SafeHttpClient trusting(KeyStore keys) throws Exception {
    return new SafeHttpClient(
        settings, context(keys).getSocketFactory(), InetAddress::getAllByName, new Ticker());
  }

  private static HttpsServer server(KeyStore keys) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Receiver.say(exchange, 200, exchange.getRequestHeaders().getFirst("Host"));
          }
        });
    server.start();
    return server;
  }

  private static SSLContext context(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static KeyStore certificateOf(String name, Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    // A trust store needs the certificate as an entry of its own.
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    keys.setCertificateEntry("trusted", keys.getCertificate("a"));
    return keys;
  }
}
