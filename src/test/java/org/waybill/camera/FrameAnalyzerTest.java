package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.waybill.camera.FrameSeries.Frame;
import org.waybill.camera.FrameSeries.Kind;

/**
 * The detector, on frames of which it is known what they show: 300, or as many hundred as the
 * system property {@code waybill.cameras} says.
 */
class FrameAnalyzerTest {

  private static final int CAMERAS = Integer.getInteger("waybill.cameras", 3);
  private static final Logger LOG = Logger.getLogger(FrameAnalyzerTest.class.getName());
  private static final double RIGHT = 0.95;
  private static final Instant START = Instant.parse("2026-01-31T09:30:00Z");

  @Test
  void ofEachKindNearlyAllFramesAreJudgedRightly() throws UnreadableFrame {
    Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
    List<BufferedImage> scenes = Pictures.scenes(CAMERAS);
    for (int number = 0; number < CAMERAS; number++) {
      judge(number, new FrameSeries(scenes.get(number), number).frames(), tallies);
    }
    LOG.log(Level.INFO, "Frames judged rightly: {0}", tallies);
    tallies.forEach(
        (kind, tally) ->
            assertThat(tally.share()).as("%s %s", kind, tally).isGreaterThanOrEqualTo(RIGHT));
  }

  private static void judge(int number, List<Frame> frames, Map<Kind, Tally> tallies)
      throws UnreadableFrame {
    FrameAnalyzer analyzer = new FrameAnalyzer(Thresholds.USUAL, List.of());
    Baseline baseline = null;
    for (int i = 0; i < frames.size(); i++) {
      Frame frame = frames.get(i);
      FrameAnalyzer.Result result =
          analyzer.analyze(FrameDecoder.decode(frame.jpeg()), START.plusSeconds(i), baseline);
      // As it is stored in between.
      baseline = result.baseline() == null ? null : Baseline.of(result.baseline().toBytes());
      if (frame.kind() != Kind.FIRST) {
        Tally tally = tallies.computeIfAbsent(frame.kind(), kind -> new Tally());
        tally.add(number, i, frame, result.analysis());
      }
    }
  }

  /** How many frames of a kind were judged rightly. */
  private static final class Tally {
    private int all;
    private int right;
    private final List<String> wrong = new ArrayList<>();

    void add(int number, int i, Frame frame, Analysis analysis) {
      all++;
      if (isRight(frame, analysis)) {
        right++;
      } else {
        wrong.add("%d/%d %s %s".formatted(number, i, frame.object(), analysis.toJson()));
      }
    }

    double share() {
      return (double) right / all;
    }

    @Override
    public String toString() {
      return "%d of %d%s%n"
          .formatted(right, all, wrong.isEmpty() ? "" : ", wrong: " + String.join("\n  ", wrong));
    }
  }

  private static boolean isRight(Frame frame, Analysis analysis) {
    Set<Condition> conditions = analysis.conditions();
    boolean still = analysis.motion() == 0 && analysis.boxes().isEmpty();
    return switch (frame.kind()) {
      case FIRST -> true;
      case STILL, SLOW_LIGHT, SUDDEN_LIGHT -> still && conditions.isEmpty();
      case DARK -> still && conditions.equals(Set.of(Condition.DARK));
      case BLURRED -> still && conditions.equals(Set.of(Condition.BLURRED));
      case FROZEN -> still && conditions.equals(Set.of(Condition.FROZEN));
      case OBJECT -> isFound(frame.object(), analysis);
    };
  }

  /** All that moves is where the object is, and some of it covers the object's centre. */
  private static boolean isFound(Rectangle2D object, Analysis analysis) {
    double margin = 8;
    Rectangle2D around =
        new Rectangle2D.Double(
            object.getX() - margin,
            object.getY() - margin,
            object.getWidth() + 2 * margin,
            object.getHeight() + 2 * margin);
    return !analysis.boxes().isEmpty()
        && analysis.boxes().stream().allMatch(box -> around.contains(inPixels(box)))
        && analysis.boxes().stream()
            .anyMatch(
                box -> inPixels(box).intersects(object.getCenterX(), object.getCenterY(), 1, 1));
  }

  private static Rectangle2D inPixels(Box box) {
    return new Rectangle2D.Double(
        box.x() * FrameSeries.WIDTH,
        box.y() * FrameSeries.HEIGHT,
        box.width() * FrameSeries.WIDTH,
        box.height() * FrameSeries.HEIGHT);
  }
}
