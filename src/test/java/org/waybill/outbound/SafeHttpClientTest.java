package org.waybill.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.waybill.config.Settings;
import org.waybill.running.Receiver;
import org.waybill.time.Ticker;

@Timeout(20)
class SafeHttpClientTest {

  private static final CallLimits LIMITS = new CallLimits(Duration.ofSeconds(10), 1_000);
  private static final CallLimits MUCH = new CallLimits(Duration.ofSeconds(10), 10_000);
  private static final Duration LONG = Duration.ofSeconds(10);

  private static SafeHttpClient allowing(String what) {
    return new SafeHttpClient(
        new Settings(Map.of("waybill.outbound.allow", what)::get), new Ticker());
  }

  private final SafeHttpClient outbound = allowing("127.0.0.1");

  @Test
  void aBodyIsFetchedWithStatusAndType() throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.getResponseHeaders().set("Content-Type", "text/plain");
              String host = exchange.getRequestHeaders().getFirst("Host");
              Receiver.say(exchange, 404, exchange.getRequestURI() + " at " + host);
            })) {
      GetResult response = outbound.get(receiver.at("/a?b=c"), LIMITS);
      assertThat(response.status()).isEqualTo(404);
      assertThat(response.contentType()).contains("text/plain");
      assertThat(response.body()).asString().isEqualTo("/a?b=c at 127.0.0.1:" + receiver.port());
    }
  }

  @Test
  void aBodyInChunksIsPutTogether() throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              for (String piece : new String[] {"one ", "two ", "three"}) {
                exchange.getResponseBody().write(piece.getBytes(UTF_8));
                exchange.getResponseBody().flush();
              }
            })) {
      assertThat(outbound.get(receiver.at("/"), LIMITS).body())
          .asString()
          .isEqualTo("one two three");
    }
  }

  @Test
  void aPostCarriesItsBodyAndHeaders() throws Exception {
    CompletableFuture<String> got = new CompletableFuture<>();
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
              got.complete(exchange.getRequestHeaders().getFirst("Webhook-Id") + " " + body);
              exchange.getResponseHeaders().set("Retry-After", "7");
              Receiver.say(exchange, 503, "x".repeat(5_000));
            })) {
      PostResult postResult =
          outbound.post(receiver.at("/"), Map.of("webhook-id", "m1"), "grüß".getBytes(UTF_8), LONG);
      assertThat(got).isCompletedWithValue("m1 grüß");
      assertThat(postResult.status()).isEqualTo(503);
      assertThat(postResult.header("Retry-After")).contains("7");
      assertThat(postResult.text()).hasSize(2_000);
    }
  }

  @Test
  void anyMethodIsSentAndAllOfItsAnswerIsRead() throws Exception {
    CompletableFuture<String> got = new CompletableFuture<>();
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
              got.complete(exchange.getRequestMethod() + " " + body);
              exchange.getResponseHeaders().set("Location", "/elsewhere");
              Receiver.say(exchange, 307, "x".repeat(5_000));
            })) {
      GetResult result =
          outbound.send("PUT", receiver.at("/"), Map.of(), "grüß".getBytes(UTF_8), MUCH);
      assertThat(got).isCompletedWithValue("PUT grüß");
      assertThat(result.status()).as("redirects are not followed").isEqualTo(307);
      assertThat(result.body()).hasSize(5_000);
      CallLimits few = new CallLimits(LONG, 100);
      assertThatThrownBy(() -> outbound.send("PUT", receiver.at("/"), Map.of(), new byte[0], few))
          .isInstanceOf(ResponseTooLarge.class);
    }
  }

  @Test
  void whatIsNotAllowedGetsNoConnection() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver receiver = new Receiver(exchange -> calls.incrementAndGet())) {
      assertThatThrownBy(() -> allowing("").get(receiver.at("/"), LIMITS))
          .isInstanceOf(RefusedAddress.class);
      assertThatThrownBy(() -> allowing("").post(receiver.at("/"), Map.of(), new byte[0], LONG))
          .isInstanceOf(RefusedAddress.class);
      assertThatThrownBy(
              () -> allowing("").send("PUT", receiver.at("/"), Map.of(), new byte[0], LIMITS))
          .isInstanceOf(RefusedAddress.class);
    }
    assertThat(calls).hasValue(0);
  }

  @Test
  void redirectsAreFollowedAndEachIsChecked() throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              String path = exchange.getRequestURI().getPath();
              if (path.equals("/inside")) {
                int port = exchange.getLocalAddress().getPort();
                exchange.getResponseHeaders().set("Location", "http://localhost:" + port + "/");
                Receiver.say(exchange, 302, "");
              } else if (path.equals("/once")) {
                exchange.getResponseHeaders().set("Location", "/there");
                Receiver.say(exchange, 301, "");
              } else if (path.equals("/always")) {
                exchange.getResponseHeaders().set("Location", "/always");
                Receiver.say(exchange, 307, "");
              } else {
                Receiver.say(exchange, 200, "arrived");
              }
            })) {
      assertThat(outbound.get(receiver.at("/once"), LIMITS).uri()).isEqualTo(receiver.at("/there"));
      assertThatThrownBy(() -> outbound.get(receiver.at("/inside"), LIMITS))
          .isInstanceOf(RefusedAddress.class)
          .hasMessageContaining("not public");
      assertThatThrownBy(() -> outbound.get(receiver.at("/always"), LIMITS))
          .isInstanceOf(CallFailed.class)
          .hasMessage("there are more than 5 redirects");
      assertThat(outbound.post(receiver.at("/once"), Map.of(), new byte[0], LONG).status())
          .isEqualTo(301);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsCutOffWhetherItsLengthIsToldOrNot() throws Exception {
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              boolean told = exchange.getRequestURI().getPath().equals("/told");
              exchange.sendResponseHeaders(200, told ? 1_001 : 0);
              exchange.getResponseBody().write(new byte[1_001]);
            })) {
      for (String path : new String[] {"/told", "/untold"}) {
        assertThatThrownBy(() -> outbound.get(receiver.at(path), LIMITS))
            .isInstanceOf(ResponseTooLarge.class)
            .hasMessage("the body is larger than 1000 bytes");
      }
    }
  }

  @Test
  void anAnswerThatDripsIsGivenUpInTime() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    try (Receiver receiver =
        new Receiver(
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              while (!awaits(end, 20)) {
                exchange.getResponseBody().write('.');
                exchange.getResponseBody().flush();
              }
            })) {
      CallLimits short_ = new CallLimits(Duration.ofMillis(300), 1_000_000);
      assertThatThrownBy(() -> outbound.get(receiver.at("/"), short_))
          .isInstanceOf(CallFailed.class)
          .hasMessage("no complete response within 300 ms");
      end.countDown();
    }
  }

  private static boolean awaits(CountDownLatch latch, int millis) throws IOException {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void anInterruptEndsACallAtOnce() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  outbound.get(uri, new CallLimits(Duration.ofMinutes(5), 10));
                } catch (IOException | InterruptedException e) {
                  end.complete(e);
                }
              });
      caller.start();
      silent.accept().getInputStream().read();
      caller.interrupt();
      assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void whoDoesNotAnswerOrSpeaksNoHttpIsNamed() throws Exception {
    int port;
    try (ServerSocket rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = rude.getLocalPort();
      CompletableFuture<Void> said =
          CompletableFuture.runAsync(
              () -> {
                try (var socket = rude.accept()) {
                  socket.getOutputStream().write("220 mail ready\r\n".getBytes(UTF_8));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      URI uri = URI.create("http://127.0.0.1:" + port + "/");
      assertThatThrownBy(() -> outbound.get(uri, LIMITS))
          .isInstanceOf(CallFailed.class)
          .hasMessage("the response is not valid HTTP");
      said.get(5, TimeUnit.SECONDS);
    }
    URI nobody = URI.create("http://127.0.0.1:" + port + "/");
    assertThatThrownBy(() -> outbound.get(nobody, LIMITS))
        .isInstanceOf(CallFailed.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }

  @Test
  void aHeaderThatWouldBeTwoIsNotSent() throws Exception {
    try (Receiver receiver = Receiver.saying(200, "")) {
      for (Map<String, String> headers :
          java.util.List.of(
              Map.of("a", "b\r\nc: d"), Map.of("a\n", "b"), Map.of("Host", "other"))) {
        assertThatThrownBy(() -> outbound.post(receiver.at("/"), headers, new byte[0], LONG))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
  }
}
