package org.waybill.api.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;
import org.waybill.running.DiagnosticLines;
import org.waybill.running.LoopbackBroker;
import org.waybill.running.RunningServer;

/** Database away, broker away, another node: no message and no reply is lost. */
@Tag("outage")
class ProducersOutageIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Path LOG = RunningServer.newFolder("producers-").resolve("diagnostics.log");

  private static LoopbackBroker broker;
  private static RunningServer door;
  private static RunningServer worker;
  private static Api operator;

  @BeforeAll
  static void start() throws Exception {
    broker = LoopbackBroker.start();
    door = RunningServer.start(settings("door", Map.of("WAYBILL_ROLE", "api")));
    worker = door.joinWorker(settings("worker", Map.of()));
    operator = door.api();
  }

  private static Map<String, String> settings(String node, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.put("WAYBILL_NODE", node);
    settings.put("WAYBILL_BROKER_URL", broker.url());
    settings.put("WAYBILL_BROKER_USER", broker.user());
    settings.put("WAYBILL_BROKER_PASSWORD", broker.password());
    settings.put("WAYBILL_DIAGNOSTICS", "true");
    settings.put("WAYBILL_DIAGNOSTICS_LOG", LOG.toString());
    return settings;
  }

  @AfterAll
  static void end() throws Exception {
    for (RunningServer server : new RunningServer[] {worker, door}) {
      if (server != null) {
        server.close();
      }
    }
    broker.stop();
  }

  private static JMSContext open() {
    return new ActiveMQConnectionFactory(broker.url(), broker.user(), broker.password())
        .createContext();
  }

  private static void submit(JMSContext jms, String correlation, int sleepMs) throws Exception {
    TextMessage request =
        jms.createTextMessage(
            "{\"type\":\"diagnostic\",\"input\":{\"sleepMs\":%d}}".formatted(sleepMs));
    request.setJMSCorrelationID(correlation);
    request.setJMSReplyTo(jms.createQueue("waybill.reply.outage"));
    jms.createProducer().send(jms.createQueue("waybill.submit"), request);
  }

  @Test
  void whatIsSentWhileTheDatabaseIsAwayIsAcceptedWhenItIsBack() throws Exception {
    door.postmaster().destroyForcibly();
    Set<String> wanted = new HashSet<>();
    try (JMSContext jms = open()) {
      for (int i = 0; i < 30; i++) {
        submit(jms, "away-" + i, 0);
        wanted.add("away-" + i);
      }
      var consumer = jms.createConsumer(jms.createQueue("waybill.reply.outage"), ofThese("away"));
      while (!wanted.isEmpty()) {
        Message reply = consumer.receive(LIMIT.toMillis());
        assertThat(reply).as("no reply yet for %s", wanted).isNotNull();
        wanted.remove(reply.getJMSCorrelationID());
      }
    }
    for (int i = 0; i < 30; i++) {
      assertThat(ofCorrelation("away-" + i)).isEqualTo(1);
    }
    assertThat(operator.get("/api/invalid-messages").object().getJsonArray("items")).isEmpty();
  }

  @Test
  void aReplyThatTheBrokerMissedComesWhenItIsBack() throws Exception {
    try (JMSContext jms = open()) {
      submit(jms, "missed", 4_000);
    }
    String id =
        await("accepted and running")
            .atMost(LIMIT)
            .until(
                () ->
                    operator
                        .get("/api/tasks?status=processing&correlationId=missed")
                        .object()
                        .getJsonArray("items"),
                items -> !items.isEmpty())
            .getJsonObject(0)
            .getString("id");
    broker.stop();
    operator.awaitStatus(id, "completed", LIMIT);
    broker.startAgain();
    try (JMSContext jms = open()) {
      var consumer = jms.createConsumer(jms.createQueue("waybill.reply.outage"), ofThese("missed"));
      Message reply = consumer.receive(LIMIT.toMillis());
      assertThat(reply).isNotNull();
      assertThat(reply.getBody(String.class)).contains(id).contains("completed");
    }
  }

  @Test
  void aCancelReachesTheNodeThatRunsTheTask() {
    try (JMSContext jms = open()) {
      // Nodes hear themselves on it, too.
      var listener = jms.createConsumer(jms.createTopic("waybill.control"), "waybill_echo is null");
      String id = cancelledOnTheWorker();
      assertThat(listener.receiveBody(String.class, LIMIT.toMillis())).isEqualTo("cancel " + id);
    }
  }

  private static String cancelledOnTheWorker() {
    String id = operator.submitDiagnostic("{\"sleepMs\":60000}");
    operator.awaitStatus(id, "processing", LIMIT);
    Instant asked = java.time.Clock.systemUTC().instant();
    assertThat(operator.post("/api/tasks/" + id + "/cancel", "").status()).isEqualTo(202);
    JsonObject task = operator.awaitStatus(id, "cancelled", LIMIT);
    assertThat(task.getString("status")).isEqualTo("cancelled");
    Instant stopped =
        new DiagnosticLines(LOG)
            .all().stream()
                .filter(line -> line.taskId().equals(id) && !line.isStart())
                .map(DiagnosticLines.Line::at)
                .findFirst()
                .orElseThrow();
    assertThat(Duration.between(asked, stopped)).isLessThan(Duration.ofSeconds(2));
    return id;
  }

  @Test
  void aMessageAloneCancelsNothing() {
    String id = operator.submitDiagnostic("{\"sleepMs\":2000}");
    operator.awaitStatus(id, "processing", LIMIT);
    try (JMSContext jms = open()) {
      jms.createProducer().send(jms.createTopic("waybill.control"), "cancel " + id);
    }
    operator.awaitStatus(id, "completed", LIMIT);
  }

  private static String ofThese(String prefix) {
    return "JMSCorrelationID LIKE '" + prefix + "%'";
  }

  private static int ofCorrelation(String correlation) {
    return operator
        .get("/api/tasks?correlationId=" + correlation)
        .object()
        .getJsonArray("items")
        .size();
  }
}
