package org.waybill.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

  private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void isPassedOnAsItCame() {
    assertThat(TraceParent.read(GOOD)).isEqualTo(GOOD);
  }

  @Test
  void ofALaterVersionWhatIsUnderstoodIsPassedOn() {
    assertThat(TraceParent.read("cc" + GOOD.substring(2) + "-what-the-future-will-be"))
        .isEqualTo(GOOD);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\nX: y"
      })
  void whatIsNoneCountsAsNone(String header) {
    assertThat(TraceParent.read(header)).isNull();
  }

  @Test
  void aThreadWorksForOneUntilThatIsClosed() {
    assertThat(CurrentTrace.get()).isNull();
    try (CurrentTrace outer = CurrentTrace.of(GOOD)) {
      try (CurrentTrace inner = CurrentTrace.of(null)) {
        assertThat(CurrentTrace.get()).isNull();
      }
      assertThat(CurrentTrace.get()).isEqualTo(GOOD);
    }
    assertThat(CurrentTrace.get()).isNull();
  }
}
