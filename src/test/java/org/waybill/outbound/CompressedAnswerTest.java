package org.waybill.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waybill.config.Settings;
import org.waybill.running.Receiver;
import org.waybill.time.Ticker;

@Timeout(20)
class CompressedAnswerTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final CallLimits LIMITS = new CallLimits(LONG, 1_000);

  private final SafeHttpClient outbound =
      new SafeHttpClient(
          new Settings(Map.of("waybill.outbound.allow", "127.0.0.1")::get), new Ticker());

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private static Receiver saying(String coding, byte[] body) throws IOException {
    return new Receiver(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", coding);
          exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
        });
  }

  @Test
  void isAskedForAndDecompressed() throws Exception {
    CompletableFuture<String> asked = new CompletableFuture<>();
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              asked.complete(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
              exchange.getResponseHeaders().set("Content-Encoding", "GZIP");
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(gzip("grüß ".repeat(100).getBytes(UTF_8)));
            })) {
      GetResult response = outbound.get(receiver.at("/"), LIMITS);
      assertThat(asked).isCompletedWithValue("gzip");
      assertThat(new String(response.body(), UTF_8)).isEqualTo("grüß ".repeat(100));
      assertThat(response.header("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void countsByItsDecompressedSize() throws Exception {
    byte[] small = gzip(new byte[1_001]);
    assertThat(small.length).isLessThan(100);
    try (Receiver receiver = saying("gzip", small)) {
      assertThatThrownBy(() -> outbound.get(receiver.at("/"), LIMITS))
          .isInstanceOf(ResponseTooLarge.class)
          .hasMessage("the body is larger than 1000 bytes");
      GetResult response = outbound.get(receiver.at("/"), new CallLimits(LONG, 1_001));
      assertThat(response.body()).hasSize(1_001);
      assertThat(response.header("Content-Length")).isEmpty();
    }
  }

  @Test
  void thatExpandsWithoutEndIsCutOff() throws Exception {
    CompletableFuture<String> cut = new CompletableFuture<>();
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Encoding", "gzip");
              exchange.sendResponseHeaders(200, 0);
              OutputStream bomb = new GZIPOutputStream(exchange.getResponseBody());
              try {
                while (true) {
                  bomb.write(new byte[1_000_000]);
                }
              } catch (IOException e) {
                cut.complete("cut");
              }
            })) {
      assertThatThrownBy(() -> outbound.get(receiver.at("/"), LIMITS))
          .isInstanceOf(ResponseTooLarge.class);
      assertThat(cut.get(10, TimeUnit.SECONDS)).isEqualTo("cut");
    }
  }

  @Test
  void mayBeEmpty() throws Exception {
    try (Receiver told = saying("gzip", new byte[0]);
        Receiver untold =
            new Receiver(
                exchange -> {
                  exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                  exchange.sendResponseHeaders(200, 0);
                })) {
      assertThat(outbound.get(told.at("/"), LIMITS).body()).isEmpty();
      assertThat(outbound.get(untold.at("/"), LIMITS).body()).isEmpty();
    }
  }

  @Test
  void thatIsNoneIsSaidToBeSo() throws Exception {
    byte[] half = java.util.Arrays.copyOf(gzip("half of it is missing".getBytes(UTF_8)), 20);
    for (byte[] body : new byte[][] {"plain".getBytes(UTF_8), half}) {
      try (Receiver receiver = saying("gzip", body)) {
        assertThatThrownBy(() -> outbound.get(receiver.at("/"), LIMITS))
            .isInstanceOf(CallFailed.class)
            .hasMessage("the body is declared as gzip but cannot be decompressed");
      }
    }
  }

  @Test
  void ofAnotherKindComesAsItIs() throws Exception {
    try (Receiver receiver = saying("br", new byte[] {1, 2, 3})) {
      GetResult response = outbound.get(receiver.at("/"), LIMITS);
      assertThat(response.body()).containsExactly(1, 2, 3);
      assertThat(response.header("Content-Encoding")).contains("br");
    }
  }

  @Test
  void isNotAskedForByPosts() throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.getRequestBody().readAllBytes();
              String asked = exchange.getRequestHeaders().getFirst("Accept-Encoding");
              Receiver.say(exchange, 200, "asked for " + asked);
            })) {
      assertThat(outbound.post(receiver.at("/"), Map.of(), new byte[0], LONG).text())
          .isEqualTo("asked for null");
    }
  }
}
