package org.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.waybill.running.RunningServer;

/** Sends many requests, several at once, and counts what comes of them. */
final class FuzzClient {

  static final int MOST_LOGGED_PER_REFUSAL = 200;

  /** Far beyond any answer of a busy machine. */
  static final Duration HANGS = Duration.ofSeconds(60);

  static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final int AT_ONCE = 4;

  private final RunningServer server;
  private final String token;
  private final long seed;

  FuzzClient(RunningServer server, long seed) {
    this.server = server;
    this.token = server.api().token();
    this.seed = seed;
  }

  interface Making {
    HttpRequest next(Nasty nasty);
  }

  void run(int count, Making making) throws IOException {
    Tally tally = new Tally();
    long before = logged();
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    CompletableFuture<?>[] all =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                part ->
                    CompletableFuture.runAsync(
                        () -> {
                          Nasty nasty = new Nasty(seed + 1_000L * count + part);
                          for (int i = part; i < count; i += AT_ONCE) {
                            send(making.next(nasty), tally);
                          }
                        },
                        clients))
            .toArray(CompletableFuture[]::new);
    CompletableFuture.allOf(all).join();
    clients.shutdown();
    long grown = logged() - before;
    System.out.printf("%d sent: %s, log grew by %d bytes%n", count, tally, grown);
    assertThat(tally.wrong()).isEmpty();
    assertThat(tally.refused()).as("refused, or nothing was tried").isGreaterThan(count / 10);
    assertThat(grown).isLessThanOrEqualTo((long) tally.refused() * MOST_LOGGED_PER_REFUSAL);
  }

  private static void send(HttpRequest request, Tally tally) {
    String what = request.method() + " " + request.uri();
    String sent =
        request.headers().firstValue("X-Sent").map(body -> what + " " + body).orElse(what);
    try {
      HttpResponse<InputStream> answer = answer(request);
      try (InputStream body = answer.body()) {
        boolean stream =
            answer.headers().firstValue("Content-Type").orElse("").contains("event-stream");
        if (!stream) {
          body.readAllBytes();
        }
      }
      tally.count(answer.statusCode(), sent);
    } catch (IOException e) {
      tally.hang(sent, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A connection that the server has closed meanwhile, as it does now and then, is no answer. */
  private static HttpResponse<InputStream> answer(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return HTTP.send(request, BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return HTTP.send(request, BodyHandlers.ofInputStream());
    }
  }

  HttpRequest request(String method, String path, String body, String header) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .timeout(HANGS)
            .header("Authorization", "Bearer " + token)
            .setHeader("Accept", "application/json");
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
      String beginning = body.substring(0, Math.min(300, body.length()));
      request.header("X-Sent", beginning.replaceAll("[^ -~]", "?"));
    }
    if (header != null) {
      String[] parts = header.split(": ", 2);
      request.setHeader(parts[0], parts[1]);
    }
    return request
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  long logged() throws IOException {
    return Files.size(server.log());
  }
}
