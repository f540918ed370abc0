package org.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.jms.JMSContext;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.running.Api;
import org.waybill.running.RunningServer;
import org.waybill.running.Socket;

/** No input of any door is answered by a fault of the server. */
class FuzzIT {

  private static final long SEED = Long.getLong("waybill.fuzz.seed", 20_260_131L);
  private static final int BODIES = Integer.getInteger("waybill.fuzz.bodies", 1_000);
  private static final int QUERIES = Integer.getInteger("waybill.fuzz.queries", 400);
  private static final int OTHERS = BODIES / 10;
  private static final int AT_ONCE = 4;
  private static final int DRIPPING = 205;
  private static final int MOST_LOGGED_PER_REFUSAL = 200;

  /** Far beyond any answer of a busy machine. */
  private static final Duration HANGS = Duration.ofSeconds(60);

  private static final List<DescribedCall> CALLS = DescribedCall.all();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static RunningServer server;
  private static Api api;
  private static List<String> ids;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(Map.of("WAYBILL_QUEUE_WAITING", "100000", "WAYBILL_BODY_TIME", "5s"));
    api = server.api();
    ids =
        List.of(
            api.submitDiagnostic("{\"echo\":1}"),
            "0198f6a2-7a51-7000-8c11-3a52d1f4c0de",
            "diagnostics",
            "diagnostic",
            "key",
            "job_1704326400_abc12345");
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void theDescriptionThatIsServedIsValid() throws Exception {
    HttpRequest get = api.request("/openapi").header("Accept", "application/yaml").build();
    String served = CLIENT.send(get, BodyHandlers.ofString()).body();
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(served);
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI().getPaths().values())
        .flatMap(PathItem::readOperations)
        .isNotEmpty()
        .allSatisfy(
            operation -> {
              assertThat(operation.getOperationId()).isNotBlank();
              assertThat(operation.getResponses()).isNotEmpty();
            });
  }

  @Test
  void bodies() throws IOException {
    List<DescribedCall> calls = CALLS.stream().filter(DescribedCall::takesJson).toList();
    run(
        BODIES,
        nasty -> {
          DescribedCall call = nasty.oneOf(calls);
          return request(call.method(), path(nasty, call), nasty.body(call.body()), null);
        });
  }

  @Test
  void queriesAndPaths() throws IOException {
    run(
        QUERIES,
        nasty -> {
          DescribedCall call = nasty.oneOf(CALLS);
          String path = nasty.path(call.path(), ids);
          String query =
              call.parameters().isEmpty()
                  ? "x=" + nasty.encoded()
                  : nasty.oneOf(call.parameters()) + "=" + nasty.encoded();
          String body = call.takesJson() ? nasty.body(call.body()) : null;
          return request(call.method(), path + "?" + query, body, null);
        });
  }

  @Test
  void headers() throws IOException {
    run(
        OTHERS,
        nasty -> {
          DescribedCall call = nasty.oneOf(CALLS);
          String body = call.takesJson() ? nasty.body(call.body()) : null;
          return request(call.method(), path(nasty, call), body, nasty.header());
        });
  }

  /** After whatever it was sent, a socket that is open answers a ping. */
  @Test
  void frames() {
    Nasty nasty = new Nasty(SEED + 1);
    Socket socket = Socket.open(server.base(), api.token());
    for (int i = 0; i < OTHERS; i++) {
      Object frame =
          nasty.oneOf(
              List.of(
                  Map.of("action", "subscribe", "taskId", ids.get(0), "after", 0),
                  Map.of("action", "subscribe", "chatId", "a"),
                  Map.of("action", "subscribe", "queue", "diagnostics"),
                  Map.of("action", "unsubscribe", "scope", "mine"),
                  Map.of("action", "hello", "session_id", "a")));
      String text = nasty.body(frame);
      socket.send(text.substring(0, Math.min(text.length(), 12_000)));
      if (i % 20 == 19) {
        long before = pongs(socket);
        Socket open = socket;
        open.send("{\"action\":\"ping\"}");
        await("a pong after frame " + i).atMost(HANGS).until(() -> pongs(open) > before);
      }
    }
    socket.close();
  }

  /** Each message becomes a task or an invalid message, and the door stays open. */
  @Test
  void messages() throws IOException {
    Nasty nasty = new Nasty(SEED + 2);
    long before = logged();
    var connections =
        new ActiveMQConnectionFactory(
            "tcp://127.0.0.1:" + server.brokerPort(), "waybill", server.brokerPassword());
    try (JMSContext context = connections.createContext()) {
      var submit = context.createQueue("waybill.submit");
      Object task = Map.of("type", "diagnostic", "input", Map.of("echo", "a"), "chatId", "c");
      for (int i = 0; i < OTHERS; i++) {
        var producer = context.createProducer();
        if (nasty.sometimes(3)) {
          producer.setJMSType("diagnostic");
        }
        if (nasty.sometimes(3)) {
          producer.setJMSCorrelationID(nasty.encoded());
        }
        producer.send(submit, nasty.body(task));
      }
      var reply = context.createTemporaryQueue();
      context
          .createProducer()
          .setJMSReplyTo(reply)
          .send(submit, "{\"type\":\"diagnostic\",\"input\":{\"echo\":\"after\"}}");
      assertThat(context.createConsumer(reply).receiveBody(String.class, HANGS.toMillis()))
          .contains("after");
    }
    assertThat(logged() - before).isLessThan((long) OTHERS * 2 * MOST_LOGGED_PER_REFUSAL);
  }

  /** Every call as its example has it: what comes back is what is described. */
  @Test
  void answersAreWhatIsDescribed() {
    DescribedAnswer described = new DescribedAnswer(DescribedCall.document());
    Set<String> misfits = new TreeSet<>();
    int compared = 0;
    for (DescribedCall call : CALLS) {
      String path =
          call.path().replace("{name}", "diagnostics").replaceAll("\\{[^}]+}", ids.get(0));
      boolean deletes = call.method().equals("DELETE") || path.contains("/a2a");
      if (deletes
          || path.endsWith("/tasks/events")
          || path.matches(".*(chats|queues)/[^/]+/events")) {
        continue;
      }
      HttpRequest request =
          request(call.method(), path, call.takesJson() ? Nasty.json(call.body()) : null, null);
      Api.Answer answer = api.send(request);
      if (answer.status() < 300 && answer.body() instanceof JsonStructure) {
        misfits.addAll(described.misfits(call, answer.status(), answer.body()));
        compared++;
      }
    }
    assertThat(misfits).isEmpty();
    assertThat(compared).as("answers that were compared").isGreaterThan(30);
  }

  /** They hold no thread: there are more of them than the server has. */
  @Test
  void bodiesInDrops() throws IOException {
    Api other = api.user("somebody-else");
    List<java.net.Socket> dripping = new ArrayList<>();
    for (int i = 0; i < DRIPPING; i++) {
      dripping.add(raw("POST", "/api/tasks", "application/json", 1_000, "{"));
    }
    assertThat(other.post("/api/tasks", "{\"type\":\"diagnostic\"}").status()).isEqualTo(202);
    for (java.net.Socket each : dripping) {
      assertThat(answer(each))
          .containsAnyOf("did not arrive within 5000ms", "Too many bodies of this user");
      assertThat(each.getInputStream().read()).as("the connection").isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/tasks | application/json | {'type':'diagnostic'} | 202",
        "POST | /api/tasks/batch | application/json | {'tasks':[{'type':'diagnostic'}]} | 202",
        "PUT | /api/notifications/settings | application/json | {'minDuration':'5m'} | 200",
        "POST | /api/tokens | application/json | {'userId':'ann'} | 201",
        "POST | /api/schedules | application/json | {'interval':'1h','task':{'type':'diagnostic'}} | 201",
        "POST | /message/send/async | application/json | {'parts':[{'text':'a','kind':'text'}]} | 202",
        "POST | /a2a | application/json | {'jsonrpc':'2.0','id':1,'method':'x'} | 200",
        "POST | /api/documents | multipart/form-data; boundary=b | --b#content-disposition: form-data; name=\"file\"; filename=\"a.txt\"#content-type: text/plain##hello#--b--# | 202"
      })
  void aBodyThatComesInPiecesIsOneBody(
      String method, String path, String type, String text, int status) throws IOException {
    String body = text.replace('\'', '"').replace("#", "\r\n");
    int half = body.length() / 2;
    try (java.net.Socket connection =
        raw(method, path, type, body.length(), body.substring(0, half))) {
      // Another request in between: by now the first half has come alone.
      assertThat(api.get("/api/tasks?limit=1").status()).isEqualTo(200);
      connection.getOutputStream().write(body.substring(half).getBytes(StandardCharsets.UTF_8));
      assertThat(answer(connection)).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  /** The time for the body ends with it: what the door waits for has a time of its own. */
  @Test
  void aDoorMayWaitLongerThanABody() throws IOException {
    String body = "{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":7000,\"steps\":1}}";
    String type = "application/json\r\nPrefer: wait=50";
    try (java.net.Socket connection = raw("POST", "/api/tasks", type, body.length(), "{")) {
      assertThat(api.get("/api/tasks?limit=1").status()).isEqualTo(200);
      connection.getOutputStream().write(body.substring(1).getBytes(StandardCharsets.UTF_8));
      assertThat(answer(connection)).startsWith("HTTP/1.1 200 ");
    }
  }

  private static java.net.Socket raw(
      String method, String path, String type, int length, String beginning) throws IOException {
    java.net.Socket connection = new java.net.Socket("127.0.0.1", server.base().getPort());
    connection.setSoTimeout((int) HANGS.toMillis());
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\n"
            + "Content-Length: %d\r\n\r\n%s";
    connection
        .getOutputStream()
        .write(
            head.formatted(method, path, api.token(), type, length, beginning)
                .getBytes(StandardCharsets.UTF_8));
    return connection;
  }

  /** Head and, so far as it comes along, body. */
  private static String answer(java.net.Socket connection) throws IOException {
    byte[] bytes = new byte[8_192];
    int length = connection.getInputStream().read(bytes);
    return length < 0 ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  private static long pongs(Socket socket) {
    return socket.received().stream().filter(each -> each.toString().contains("pong")).count();
  }

  private interface Making {
    HttpRequest next(Nasty nasty);
  }

  private static void run(int count, Making making) throws IOException {
    Tally tally = new Tally();
    long before = logged();
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    CompletableFuture<?>[] all =
        IntStream.range(0, AT_ONCE)
            .mapToObj(
                part ->
                    CompletableFuture.runAsync(
                        () -> {
                          Nasty nasty = new Nasty(SEED + 1_000L * count + part);
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
      return CLIENT.send(request, BodyHandlers.ofInputStream());
    } catch (HttpTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return CLIENT.send(request, BodyHandlers.ofInputStream());
    }
  }

  private static String path(Nasty nasty, DescribedCall call) {
    return call.path().replaceAll("\\{[^}]+}", nasty.oneOf(ids));
  }

  private static HttpRequest request(String method, String path, String body, String header) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .timeout(HANGS)
            .header("Authorization", "Bearer " + api.token())
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

  private static long logged() throws IOException {
    return Files.size(server.log());
  }
}
