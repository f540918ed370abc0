package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static final String PARTS =
      "{\"checks\":[{\"name\":\"waybill\",\"data\":{\"database\":\"%s\",\"broker\":\"%s\"}}]}";

  @Test
  void isReachedWhenTheApplicationSaysSo() {
    assertThat(Readiness.awaited(200, PARTS.formatted("up", "up"))).isEmpty();
  }

  @Test
  void isNotReachedWhileTheServerIsEmpty() {
    assertThat(Readiness.awaited(200, "{\"status\":\"UP\",\"checks\":[]}"))
        .contains("the application");
  }

  @Test
  void namesWhatIsDown() {
    assertThat(Readiness.awaited(503, PARTS.formatted("up", "down"))).contains("the broker");
    assertThat(Readiness.awaited(503, PARTS.formatted("down", "down")))
        .contains("the database and broker");
    assertThat(Readiness.awaited(503, PARTS.formatted("locked", "full")))
        .contains("the database and broker");
  }

  @Test
  void isNotReachedWhileNobodyAnswers() {
    assertThat(new Readiness(1).awaited()).contains("the application");
  }
}
