package org.waybill.outbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.config.Settings;
import org.waybill.time.Ticker;

/** What other servers say, and what is said to them, byte by byte. */
@Timeout(20)
class RawAnswerTest {

  private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(10), 1_000);
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  private final SafeHttpClient outbound =
      new SafeHttpClient(
          new Settings(Map.of("waybill.outbound.allow", "127.0.0.1")::get), new Ticker());

  /** Answers one request, and hands out its head. */
  private static final class Peer implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    private final CompletableFuture<List<String>> heard;

    Peer(String answer) throws IOException {
      heard = CompletableFuture.supplyAsync(() -> serve(answer));
    }

    private List<String> serve(String answer) {
      List<String> head = new ArrayList<>();
      try (Socket socket = server.accept()) {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          head.add(line);
        }
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return head;
    }

    URI at(String path) {
      return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  private GetResult get(String answer) throws Exception {
    try (Peer peer = new Peer(answer)) {
      return outbound.get(peer.at("/"), LIMITS);
    }
  }

  @Test
  void aRequestSaysNoMoreThanIsNeeded() throws Exception {
    try (Peer peer = new Peer(OK + "Content-Length: 0\r\n\r\n")) {
      outbound.get(peer.at("//a/../b?c=%20d"), Map.of("Accept", "text/plain"), LIMITS);
      assertThat(peer.heard.get(5, TimeUnit.SECONDS))
          .containsExactlyInAnyOrder(
              "GET //a/../b?c=%20d HTTP/1.1",
              "Host: 127.0.0.1:" + peer.server.getLocalPort(),
              "Connection: close",
              "Accept: text/plain",
              "Accept-Encoding: gzip",
              "User-Agent: Waybill");
    }
  }

  @Test
  void headersOfOneNameAreJoinedAndInterimAnswersLeftOut() throws Exception {
    GetResult response =
        get("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.0 404 No\r\nA: 1\r\na:2\r\n\r\nhi");
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.headers()).containsExactly(Map.entry("a", "1, 2"));
    assertThat(response.body()).asString().isEqualTo("hi");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                      | the connection was closed without a response",
        "HTTP/1.1 200 OK~Content-Le              | the connection was closed without a response",
        "HTTP/1.1 200 OK~                        | the connection was closed without a response",
        "SSH-2.0-OpenSSH_9.2~                    | the response is not valid HTTP",
        "HTTP/2.0 200 OK~~                       | the response is not valid HTTP",
        "HTTP/1.1 two OK~~                       | the response is not valid HTTP",
        "HTTP/1.1 200 OK~Content-Length: many~~  | the response is not valid HTTP",
        "HTTP/1.1 200 OK~Content-Length: 9~~body | the connection was closed before the body was"
            + " complete",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~9~body | the connection was closed before the"
            + " body was complete",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~4~body~ | the connection was closed before the"
            + " body was complete",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~many~body | the response is not valid HTTP"
      })
  void anAnswerThatIsNoneOrNotWholeIsNamed(String answer, String reason) {
    assertThatThrownBy(() -> get(answer.replace("~", "\r\n")))
        .isInstanceOf(CallFailed.class)
        .hasMessage(reason);
  }

  @Test
  void headersWithoutEndAreCutOff() {
    assertThatThrownBy(() -> get(OK + "a: b\r\n".repeat(10_000)))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("header count");
    assertThatThrownBy(() -> get(OK + "a: " + "b".repeat(100_000)))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("line length");
  }
}
