package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waybill.camera.FrameSeries.Frame;
import org.waybill.camera.FrameSeries.Kind;

/** The frames that the detector is measured with. */
class FrameSeriesTest {

  @Test
  void aSeriesHasAHundredFramesOfAllKindsAndIsTheSameEachTime() {
    List<Frame> frames = new FrameSeries(Pictures.drawn(3), 3).frames();
    List<Frame> again = new FrameSeries(Pictures.drawn(3), 3).frames();
    assertThat(frames).hasSize(100);
    Map<Kind, Long> kinds =
        frames.stream().collect(Collectors.groupingBy(Frame::kind, Collectors.counting()));
    assertThat(kinds).containsOnlyKeys(Kind.values());
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).jpeg()).isEqualTo(again.get(i).jpeg());
      assertThat(frames.get(i).object() != null).isEqualTo(frames.get(i).kind() == Kind.OBJECT);
    }
  }
}
