package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.running.RunningServer;

/** The embedded default, seen by its operator. */
class LaunchIT {

  @Test
  void runsATask() {
    try (RunningServer server = RunningServer.start(Map.of())) {
      String id = server.api().submitDiagnostic("{\"echo\":1}");
      assertThat(server.api().awaitStatus(id, "completed", Duration.ofSeconds(30))).isNotNull();
    }
  }
}
