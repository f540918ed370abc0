package org.waybill.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.Test;
import org.waybill.running.Api;

/** What must hold over JMX, on whichever server and by whichever connector. */
public interface ManagementContract {

  /** Generous, since a test's machine may be busy with other things. */
  Duration LIMIT = Duration.ofSeconds(60);

  /** As an administrator of the same server. */
  Api api();

  MBeanServerConnection mbeans();

  @Test
  default void everyAttributeOfEveryMBeanCanBeRead() throws JMException, IOException {
    Set<ObjectName> names = mbeans().queryNames(new ObjectName("org.waybill:*"), null);
    assertThat(names)
        .extracting(ObjectName::toString)
        .contains(
            "org.waybill:type=Queue,name=diagnostics",
            "org.waybill:type=Queue,name=chat_tasks",
            "org.waybill:type=TaskType,name=diagnostic",
            "org.waybill:type=Workers",
            "org.waybill:type=DeadLetters",
            "org.waybill:type=Services");
    for (ObjectName name : names) {
      for (MBeanAttributeInfo each : mbeans().getMBeanInfo(name).getAttributes()) {
        Object value = mbeans().getAttribute(name, each.getName());
        if (!each.getName().equals("OldestWaitSeconds")) {
          assertThat(value).as("%s %s", name, each.getName()).isNotNull();
        }
      }
    }
  }

  @Test
  default void workersAndTypesSayWhoRunsWhat() throws JMException, IOException {
    TabularData workers = (TabularData) mbeans().getAttribute(workers(), "Workers");
    assertThat(workers.values()).isNotEmpty();
    CompositeData first =
        (CompositeData) ((CompositeData) workers.values().iterator().next()).get("value");
    assertThat((String[]) first.get("types")).contains("diagnostic");
    assertThat((Double) first.get("heartbeatAgeSeconds")).isBetween(0.0, 60.0);
    ObjectName type = new ObjectName("org.waybill:type=TaskType,name=diagnostic");
    assertThat(mbeans().getAttribute(type, "Queue")).isEqualTo("diagnostics");
    assertThat((String[]) mbeans().getAttribute(type, "Nodes"))
        .contains((String) first.get("node"));
    assertThat(mbeans().getAttribute(services(), "Healthy")).isEqualTo(true);
  }

  @Test
  default void aPausedQueueStartsNothingUntilItIsResumed() throws JMException, IOException {
    mbeans().invoke(queue(), "pause", null, null);
    String id = api().submitDiagnostic("{}");
    JsonObject seen = api().get("/api/queues/diagnostics").object();
    assertThat(seen.getBoolean("paused")).isTrue();
    assertThat(seen.getJsonArray("pauses").getJsonObject(0).getString("by")).isEqualTo("jmx");
    assertThat(mbeans().getAttribute(queue(), "Paused")).isEqualTo(true);
    assertThat((String[]) mbeans().getAttribute(queue(), "Pauses"))
        .allSatisfy(pause -> assertThat(pause).contains("tenant *, by jmx"));
    await().atMost(LIMIT).until(() -> (int) mbeans().getAttribute(queue(), "Waiting") >= 1);
    assertThat(api().get("/api/tasks/" + id).object().getString("status")).isEqualTo("queued");

    assertThat(mbeans().invoke(queue(), "resume", null, null)).isEqualTo(true);
    api().awaitStatus(id, "completed", LIMIT);
    assertThat(mbeans().getAttribute(queue(), "Paused")).isEqualTo(false);
    assertThat((String[]) mbeans().getAttribute(queue(), "Pauses")).isEmpty();
    await()
        .atMost(LIMIT)
        .until(() -> (int) mbeans().getAttribute(queue(), "CompletedLastMinute") >= 1);
  }

  @Test
  default void aQueueIsDrainedWhenNothingOfItRunsAnyMore() throws JMException, IOException {
    String running = api().submitDiagnostic("{\"sleepMs\":600000}");
    api().awaitStatus(running, "processing", LIMIT);
    assertThat(drain(0)).isEqualTo(1);
    assertThat(mbeans().getAttribute(queue(), "Paused")).isEqualTo(true);
    await().atMost(LIMIT).until(() -> (int) mbeans().getAttribute(queue(), "Running") == 1);
    String waiting = api().submitDiagnostic("{}");
    api().post("/api/tasks/" + running + "/cancel", "");
    api().awaitStatus(running, "cancelled", LIMIT);
    assertThat(drain(30)).isZero();
    assertThat(api().get("/api/tasks/" + waiting).object().getString("status")).isEqualTo("queued");
    mbeans().invoke(queue(), "resume", null, null);
    api().awaitStatus(waiting, "completed", LIMIT);
  }

  @Test
  default void deadLettersAreCountedReplayedAndDismissed() throws JMException, IOException {
    String one = dead("jmx_one");
    String other = dead("jmx_other");
    await().atMost(LIMIT).until(() -> deadLetters("CountByType", "diagnostic") >= 2);
    assertThat(deadLetters("CountByQueue", "diagnostics")).isGreaterThanOrEqualTo(2);
    assertThat((int) mbeans().getAttribute(deadLetters(), "Count")).isGreaterThanOrEqualTo(2);

    String again = (String) call(deadLetters(), "replay", one);
    JsonObject replayed =
        api().caller("jmx_one", "ann", "user").awaitStatus(again, "failed", LIMIT);
    assertThat(replayed.getString("replayOf")).isEqualTo(one);
    call(deadLetters(), "dismiss", other);
    Api ofOther = api().caller("jmx_other", "ann", "user");
    assertThat(ofOther.get("/api/dead-letters").object().getJsonArray("items")).isEmpty();
    assertThat(failure(deadLetters(), "dismiss", other))
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasNoCause()
        .hasMessage("there is no dead letter " + other);

    assertThat((int) call(deadLetters(), "replayAll", "diagnostic")).isBetween(1, 100);
    assertThat(failure(deadLetters(), "replay", again))
        .hasMessage("there is no dead letter " + again);
  }

  @Test
  default void wrongInputIsRefusedInWords() throws JMException {
    assertThat(failure(queue(), "drain", -1)).hasMessage("seconds is -1; allowed: 0 to 300");
    assertThat(failure(queue(), "drain", 301)).hasMessage("seconds is 301; allowed: 0 to 300");
    for (String operation : List.of("replay", "dismiss")) {
      assertThat(failure(deadLetters(), operation, "x"))
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("id is no UUID; allowed: the id of a dead letter, a UUID of 36 characters");
    }
    assertThat(failure(deadLetters(), "replayAll", "diagnostics"))
        .hasMessageStartingWith("type is 'diagnostics'; allowed: diagnostic, ");
    assertThat(failure(deadLetters(), "replayAll", "x".repeat(10_000)))
        .hasMessage("type is too long; allowed: the name of a task type, at most 64 characters");
  }

  private int drain(int seconds) throws JMException, IOException {
    return (int) mbeans().invoke(queue(), "drain", new Object[] {seconds}, new String[] {"int"});
  }

  private String dead(String tenant) {
    Api caller = api().caller(tenant, "ann", "user");
    String id = caller.submitDiagnostic("{\"failFinally\":true}");
    caller.awaitStatus(id, "failed", LIMIT);
    return id;
  }

  private int deadLetters(String attribute, String key) throws JMException, IOException {
    TabularData counts = (TabularData) mbeans().getAttribute(deadLetters(), attribute);
    CompositeData count = counts.get(new Object[] {key});
    return count == null ? 0 : (int) count.get("value");
  }

  private Object call(ObjectName name, String operation, Object... arguments)
      throws JMException, IOException {
    String[] types =
        Arrays.stream(arguments)
            .map(each -> each instanceof Integer ? "int" : String.class.getName())
            .toArray(String[]::new);
    return mbeans().invoke(name, operation, arguments, types);
  }

  private Throwable failure(ObjectName name, String operation, Object... arguments) {
    Throwable thrown = catchThrowable(() -> call(name, operation, arguments));
    assertThat(thrown).isInstanceOf(RuntimeMBeanException.class);
    return thrown.getCause();
  }

  private static ObjectName queue() throws JMException {
    return new ObjectName("org.waybill:type=Queue,name=diagnostics");
  }

  private static ObjectName workers() throws JMException {
    return new ObjectName("org.waybill:type=Workers");
  }

  private static ObjectName services() throws JMException {
    return new ObjectName("org.waybill:type=Services");
  }

  private static ObjectName deadLetters() throws JMException {
    return new ObjectName("org.waybill:type=DeadLetters");
  }
}
