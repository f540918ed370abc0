package org.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.jms.JMSContext;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
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

  /** Of the server, which {@link SlowBodiesIT} shares. */
  static final Map<String, String> SETTINGS =
      Map.of("WAYBILL_QUEUE_WAITING", "100000", "WAYBILL_BODY_TIME", "5s");

  private static final String JSON = "application/json";
  private static final Description DESCRIPTION = Description.read();
  private static final List<DescribedCall> CALLS = DescribedCall.all(DESCRIPTION);

  private static RunningServer server;
  private static Api api;
  private static FuzzClient client;
  private static List<String> ids;

  @BeforeAll
  static void start() {
    server = RunningServer.shared(SETTINGS);
    api = server.api();
    client = new FuzzClient(server, SEED);
    ids =
        List.of(
            api.submitDiagnostic("{\"echo\":1}"),
            "0198f6a2-7a51-7000-8c11-3a52d1f4c0de",
            "diagnostics",
            "diagnostic",
            "key",
            "job_1704326400_abc12345");
  }

  @Test
  void theDescriptionThatIsServedIsValid() throws Exception {
    HttpRequest get = api.request("/openapi").header("Accept", "application/json").build();
    String served = FuzzClient.HTTP.send(get, BodyHandlers.ofString()).body();
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
    client.run(
        BODIES,
        nasty -> {
          DescribedCall call = nasty.oneOf(calls);
          return client.request(call.method(), path(nasty, call), nasty.body(call.body()), null);
        });
  }

  @Test
  void queriesAndPaths() throws IOException {
    client.run(
        QUERIES,
        nasty -> {
          DescribedCall call = nasty.oneOf(CALLS);
          String path = nasty.path(call.path(), ids);
          String query =
              call.parameters().isEmpty()
                  ? "x=" + nasty.encoded()
                  : nasty.oneOf(call.parameters()) + "=" + nasty.encoded();
          String body = call.takesJson() ? nasty.body(call.body()) : null;
          return client.request(call.method(), path + "?" + query, body, null);
        });
  }

  @Test
  void headers() throws IOException {
    client.run(
        OTHERS,
        nasty -> {
          DescribedCall call = nasty.oneOf(CALLS);
          String body = call.takesJson() ? nasty.body(call.body()) : null;
          return client.request(call.method(), path(nasty, call), body, nasty.header());
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
        await("a pong after frame " + i).atMost(FuzzClient.HANGS).until(() -> pongs(open) > before);
      }
    }
    socket.close();
  }

  /** Each message becomes a task or an invalid message, and the door stays open. */
  @Test
  void messages() throws IOException {
    Nasty nasty = new Nasty(SEED + 2);
    long before = client.logged();
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
      assertThat(
              context.createConsumer(reply).receiveBody(String.class, FuzzClient.HANGS.toMillis()))
          .contains("after");
    }
    assertThat(client.logged() - before)
        .isLessThan((long) OTHERS * 2 * FuzzClient.MOST_LOGGED_PER_REFUSAL);
  }

  /** Every call as its example has it: what comes back is what is described. */
  @Test
  void answersAreWhatIsDescribed() {
    DescribedAnswer described = new DescribedAnswer(DESCRIPTION);
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
          client.request(
              call.method(), path, call.takesJson() ? Nasty.json(call.body()) : null, null);
      Api.Answer answer = api.send(request);
      if (answer.status() < 300 && answer.body() instanceof JsonStructure) {
        misfits.addAll(described.misfits(call, answer.status(), answer.body()));
        compared++;
      }
    }
    assertThat(misfits).isEmpty();
    assertThat(compared).as("answers that were compared").isGreaterThan(30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | /api/tasks | application/json | {'type':'diagnostic'} | 202",
        "POST | /api/tasks/batch | application/json | {'tasks':[{'type':'diagnostic'}]} | 202",
        "PUT | /api/notifications/settings | application/json | {'minDuration':'5m'} | 200",
        "POST | /api/tokens | application/json | {'userId':'ann'} | 201",
        "POST | /api/schedules | application/json | {'interval':'1h','task':{'type':'diagnostic'}}"
            + " | 201",
        "POST | /message/send/async | application/json | {'parts':[{'text':'a','kind':'text'}]} |"
            + " 202",
        "POST | /a2a | application/json | {'jsonrpc':'2.0','id':1,'method':'x'} | 200",
        "POST | /api/documents | multipart/form-data; boundary=b | --b#content-disposition:"
            + " form-data; name=\"file\"; filename=\"a.txt\"#content-type: text/plain##hello#--b--#"
            + " | 202"
      })
  void aBodyThatComesInPiecesIsOneBody(
      String method, String path, String type, String text, int status) throws IOException {
    String body = text.replace('\'', '"').replace("#", "\r\n");
    int half = body.length() / 2;
    try (PartialRequest connection =
        PartialRequest.begin(api, method, path, type, body.length(), body.substring(0, half))) {
      // Another request in between: by now the first half has come alone.
      assertThat(api.get("/api/tasks?limit=1").status()).isEqualTo(200);
      connection.send(body.substring(half));
      assertThat(connection.answer()).startsWith("HTTP/1.1 " + status + " ");
    }
  }

  /** The time for the body ends with it: what the door waits for has a time of its own. */
  @Test
  void aDoorMayWaitLongerThanABody() throws IOException {
    String body = "{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":7000,\"steps\":1}}";
    String type = "application/json\r\nPrefer: wait=50";
    try (PartialRequest connection =
        PartialRequest.begin(api, "POST", "/api/tasks", type, body.length(), "{")) {
      assertThat(api.get("/api/tasks?limit=1").status()).isEqualTo(200);
      connection.send(body.substring(1));
      assertThat(connection.answer()).startsWith("HTTP/1.1 200 ");
    }
  }

  private static long pongs(Socket socket) {
    return socket.received().stream().filter(each -> each.toString().contains("pong")).count();
  }

  private static String path(Nasty nasty, DescribedCall call) {
    return call.path().replaceAll("\\{[^}]+}", nasty.oneOf(ids));
  }
}
