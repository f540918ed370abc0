package org.waybill.api.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.json.Json;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;

/** Clients whose connections break all the time. */
@Tag("outage")
class DisconnectsIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final int CLIENTS = 64;
  private static final int DISCONNECTS = 1_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private static RunningServer server;
  private static Api operator;

  private final AtomicInteger disconnects = new AtomicInteger();

  /** All of them are one user, whose torn connections count until they are noticed. */
  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Map.of(
                "WAYBILL_STREAMS_PER_USER", "50000",
                "WAYBILL_STREAMS_PER_NODE", "50000",
                "WAYBILL_SOCKETS_PER_USER", "50000",
                "WAYBILL_SOCKETS_PER_NODE", "50000"));
    operator = server.api();
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void aThousandBrokenConnectionsMakeNoGapAndNoRepeat() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      while (disconnects.get() < DISCONNECTS) {
        List<Future<List<Integer>>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          String id = operator.submitDiagnostic("{\"sleepMs\":10000,\"steps\":60,\"partials\":60}");
          clients.add(threads.submit(i % 2 == 0 ? byStream(id, i) : bySocket(id, i)));
        }
        for (Future<List<Integer>> client : clients) {
          List<Integer> seen = client.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
          assertThat(seen).isEqualTo(IntStream.rangeClosed(1, seen.size()).boxed().toList());
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** The numbers that a client of the event stream saw, from all of its connections. */
  private Callable<List<Integer>> byStream(String id, int seed) {
    return () -> {
      Random random = new Random(seed);
      List<Integer> seen = new ArrayList<>();
      while (true) {
        try (Socket connection = new Socket(server.base().getHost(), server.base().getPort())) {
          // Ends it with a reset, as a network that breaks does.
          connection.setSoLinger(true, 0);
          if (readSome(connection, id, seen, random.nextInt(2))) {
            return seen;
          }
        }
        disconnects.incrementAndGet();
      }
    };
  }

  /** Reads so many events; answers whether the last one was among them. */
  private static boolean readSome(Socket connection, String id, List<Integer> seen, int events)
      throws IOException {
    String request =
        "GET /api/tasks/%s/events HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\n"
            + "Accept: text/event-stream\r\nLast-Event-ID: %d\r\n\r\n";
    connection
        .getOutputStream()
        .write(
            request
                .formatted(id, server.base().getAuthority(), operator.token(), seen.size())
                .getBytes(StandardCharsets.UTF_8));
    var lines =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    int left = events;
    for (String line = ""; line != null && left > 0; line = lines.readLine()) {
      if (line.startsWith("id: ")) {
        seen.add(Integer.parseInt(line.substring(4)));
      } else if (line.startsWith("event: completed")) {
        return true;
      } else if (line.startsWith("data: ")) {
        left--;
      }
    }
    return false;
  }

  /** The same of a client of the WebSocket. */
  private Callable<List<Integer>> bySocket(String id, int seed) {
    return () -> {
      Random random = new Random(seed);
      List<Integer> seen = new ArrayList<>();
      boolean ended = false;
      while (!ended) {
        Frames frames = new Frames();
        WebSocket socket = open(frames);
        socket
            .sendText(
                "{\"action\":\"subscribe\",\"taskId\":\"%s\",\"after\":%d}"
                    .formatted(id, seen.size()),
                true)
            .join();
        int events = random.nextInt(2);
        while (events > 0 && !ended) {
          JsonObject frame = frames.next();
          if (frame.containsKey("seq")) {
            seen.add(frame.getInt("seq"));
            ended = frame.getString("eventType").equals("completed");
            events--;
          }
        }
        socket.abort();
        disconnects.incrementAndGet();
      }
      return seen;
    };
  }

  private static WebSocket open(Frames frames) {
    URI address = URI.create(server.base().toString().replaceFirst("^http", "ws") + "/ws/tasks");
    return CLIENT
        .newWebSocketBuilder()
        .header("Authorization", "Bearer " + operator.token())
        .buildAsync(address, frames)
        .join();
  }

  private static final class Frames implements WebSocket.Listener {

    private final LinkedBlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();

    JsonObject next() throws InterruptedException {
      JsonObject frame = received.poll(30, TimeUnit.SECONDS);
      assertThat(frame).as("a frame within 30 s").isNotNull();
      return frame;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      received.add(Json.read(data.toString()).asJsonObject());
      socket.request(1);
      return null;
    }
  }
}
