package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.config.Settings;

class ServerEnvironmentTest {

  private static final Path FOLDER = Path.of("/somewhere");

  @Test
  void tellsTheServerWhatWasMadeForIt() {
    assertThat(environment(Map.of()))
        .containsEntry("WAYBILL_DATA", "/somewhere/data")
        .containsEntry("WAYBILL_DB_URL", "jdbc:postgresql://127.0.0.1:15432/waybill")
        .containsEntry("WAYBILL_DB_PASSWORD", "d")
        .containsEntry("WAYBILL_BROKER_PASSWORD", "b")
        .containsEntry("WAYBILL_ADAPTER", "/somewhere/target/artemis.rar")
        .containsEntry("WAYBILL_CONSUMERS", "/somewhere/target/waybill-consumers.rar")
        .doesNotContainKey("WAYBILL_BROKER_URL");
  }

  @Test
  void passesSettingsOn() {
    assertThat(environment(Map.of("waybill.http.port", "8081", "waybill.task.max-attempts", "7")))
        .containsEntry("WAYBILL_HTTP_PORT", "8081")
        .containsEntry("WAYBILL_TASK_MAX_ATTEMPTS", "7");
  }

  @Test
  void passesOnWhatIsSetForAQueueByItsName() {
    System.setProperty("waybill.queue.my-reports.concurrency", "7");
    try {
      assertThat(environment(Map.of())).containsEntry("WAYBILL_QUEUE_MY_REPORTS_CONCURRENCY", "7");
    } finally {
      System.clearProperty("waybill.queue.my-reports.concurrency");
    }
  }

  @Test
  void offersDiagnosticsUnlessToldOtherwise() {
    assertThat(environment(Map.of())).containsEntry("WAYBILL_DIAGNOSTICS", "true");
  }

  @Test
  void leavesWhatIsNoPlainTextToTheServer() {
    assertThat(environment(Map.of("waybill.outbound.allow", "127.0.0.1")))
        .doesNotContainKeys(
            "WAYBILL_TASK_TIMEOUT",
            "WAYBILL_RETENTION_PIPELINE",
            "WAYBILL_RETENTION_DIAGNOSTIC",
            "WAYBILL_OUTBOUND_ALLOW",
            "WAYBILL_WEBHOOK_GAPS");
  }

  private static Map<String, String> environment(Map<String, String> set) {
    return ServerEnvironment.of(
        new Settings(set::get),
        new Installation(FOLDER),
        new DataFolder(FOLDER.resolve("data")),
        Database.embedded(15_432, "waybill", "d"),
        new Credentials("d", "b"));
  }
}
