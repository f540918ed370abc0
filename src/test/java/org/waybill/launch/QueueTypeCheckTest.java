package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.config.InvalidSetting;
import org.waybill.config.Settings;

class QueueTypeCheckTest {

  private static final String DB = "waybill.db.url";
  private static final String BROKER = "waybill.broker.url";

  private static void check(Map<String, String> settings) {
    QueueTypeCheck.check(new Settings(settings::get));
  }

  @Test
  void whatFitsIsAllowed() {
    assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    assertThatCode(() -> check(Map.of("queue.type", "memory"))).doesNotThrowAnyException();
    assertThatCode(() -> check(Map.of("queue.type", "broker", DB, "jdbc:x", BROKER, "tcp://x:1")))
        .doesNotThrowAnyException();
  }

  @Test
  void memoryGoesWithNoOtherDatabaseOrBroker() {
    assertThatThrownBy(() -> check(Map.of("queue.type", "memory", BROKER, "tcp://x:1")))
        .isInstanceOf(LaunchFailure.class)
        .hasMessage(
            "QUEUE_TYPE is memory, but WAYBILL_BROKER_URL is set; allowed with it: neither of"
                + " WAYBILL_DB_URL and WAYBILL_BROKER_URL");
  }

  @Test
  void aBrokerGoesWithADatabase() {
    assertThatThrownBy(() -> check(Map.of("queue.type", "broker", BROKER, "tcp://x:1")))
        .isInstanceOf(LaunchFailure.class)
        .hasMessageContaining("WAYBILL_DB_URL is not set");
    assertThatThrownBy(() -> check(Map.of("queue.type", "broker")))
        .hasMessageContaining("WAYBILL_DB_URL and WAYBILL_BROKER_URL are not set");
  }

  @Test
  void anotherBackendIsRefusedByName() {
    assertThatThrownBy(() -> check(Map.of("queue.type", "redis")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("QUEUE_TYPE (queue.type) is 'redis'; allowed: memory, broker");
  }
}
