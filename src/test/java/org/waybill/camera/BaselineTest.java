package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.waybill.camera.FrameAnalyzer.Result;

/** What teaches a camera's baseline and what does not. */
class BaselineTest {

  private static final Instant START = Instant.parse("2026-01-31T09:30:00Z");
  private static final List<Zone> ZONES =
      List.of(new Zone("left", corners(0, 0, 0.5, 1)), new Zone("right", corners(0.5, 0, 1, 1)));

  private final FrameAnalyzer analyzer = new FrameAnalyzer(Thresholds.USUAL, ZONES);
  private final Random random = new Random(7);

  private static List<Zone.Point> corners(double left, double top, double right, double bottom) {
    return List.of(
        new Zone.Point(left, top),
        new Zone.Point(right, top),
        new Zone.Point(right, bottom),
        new Zone.Point(left, bottom));
  }

  private Result analyze(BufferedImage picture, int second, Baseline baseline)
      throws UnreadableFrame {
    return analyzer.analyze(
        FrameDecoder.decode(Pictures.png(noisy(picture))), START.plusSeconds(second), baseline);
  }

  private BufferedImage noisy(BufferedImage picture) {
    BufferedImage noisy = Pictures.copy(picture);
    for (int y = 0; y < noisy.getHeight(); y++) {
      for (int x = 0; x < noisy.getWidth(); x++) {
        Color color = new Color(noisy.getRGB(x, y));
        int noise = (int) Math.round(3 * random.nextGaussian());
        int green = Math.max(0, Math.min(255, color.getGreen() + noise));
        noisy.setRGB(x, y, new Color(color.getRed(), green, color.getBlue()).getRGB());
      }
    }
    return noisy;
  }

  private static BufferedImage withObject(int x) {
    BufferedImage picture = Pictures.drawn(2);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(x, 200, 80, 80);
    graphics.dispose();
    return picture;
  }

  private Baseline learned(int frames) throws UnreadableFrame {
    Baseline baseline = null;
    for (int i = 0; i < frames; i++) {
      baseline = analyze(Pictures.drawn(2), i, baseline).baseline();
    }
    return baseline;
  }

  @Test
  void theZoneInWhichSomethingMovesIsNamed() throws UnreadableFrame {
    Analysis analysis = analyze(withObject(500), 10, learned(3)).analysis();
    assertThat(analysis.boxes()).hasSize(1);
    assertThat(analysis.boxes().get(0).x()).isBetween(0.76, 0.79);
    assertThat(analysis.zones().get(0).motion()).isZero();
    assertThat(analysis.zones().get(1).motion()).isBetween(0.03, 0.06);
    assertThat(analysis.isMotion()).isTrue();
  }

  @Test
  void aFrameFromBeforeMovesNothingBack() throws UnreadableFrame {
    Baseline baseline = learned(3);
    Result late = analyze(withObject(100), 1, baseline);
    assertThat(late.analysis().conditions()).contains(Condition.LATE);
    assertThat(late.analysis().motion()).isZero();
    assertThat(late.baseline()).isSameAs(baseline);
  }

  @Test
  void anotherSizeBeginsAnewAndZonesStayWhereTheyAre() throws UnreadableFrame {
    Baseline baseline = learned(3);
    Result larger = analyze(Pictures.drawn(Pictures.drawn(2), 1_920, 1_080), 10, baseline);
    assertThat(larger.analysis().conditions()).contains(Condition.FIRST);
    assertThat(larger.analysis().motion()).isZero();
    BufferedImage moved = Pictures.drawn(withObject(500), 1_920, 1_080);
    Analysis analysis = analyze(moved, 11, larger.baseline()).analysis();
    assertThat(analysis.zones().get(0).motion()).isZero();
    assertThat(analysis.zones().get(1).motion()).isPositive();
  }

  @Test
  void soDoesALargerPictureOfTheSameShape() throws UnreadableFrame {
    Result larger = analyze(Pictures.drawn(Pictures.drawn(2), 1_280, 960), 10, learned(3));
    assertThat(larger.analysis().conditions()).contains(Condition.FIRST);
    assertThat(larger.analysis().motion()).isZero();
  }

  @Test
  void darkFramesAreNoMotionAndTeachNothing() throws UnreadableFrame {
    Baseline baseline = learned(3);
    BufferedImage black = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Result dark = analyze(black, 10, baseline);
    assertThat(dark.analysis().conditions()).containsExactly(Condition.DARK);
    assertThat(dark.analysis().isMotion()).isFalse();
    assertThat(dark.baseline().mean()).isSameAs(baseline.mean());
    assertThat(analyze(Pictures.drawn(2), 11, dark.baseline()).analysis().motion()).isZero();
  }

  @Test
  void anotherSceneIsLearnedAnew() throws UnreadableFrame {
    BufferedImage other = Pictures.blurred(Pictures.drawn(5), 0);
    Result changed = analyze(other, 10, learned(3));
    assertThat(changed.analysis().conditions()).contains(Condition.CHANGED);
    assertThat(analyze(other, 11, changed.baseline()).analysis().motion()).isZero();
  }

  @Test
  void aGreyPictureIsOneOfTheNight() throws UnreadableFrame {
    BufferedImage grey = new BufferedImage(640, 480, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = grey.createGraphics();
    graphics.drawImage(Pictures.drawn(2), 0, 0, null);
    graphics.dispose();
    Result night = analyze(grey, 10, learned(3));
    assertThat(night.analysis().conditions()).contains(Condition.NIGHT, Condition.FIRST);
    assertThat(night.analysis().motion()).isZero();
  }

  @Test
  void aLargeObjectIsSeen() throws UnreadableFrame {
    BufferedImage picture = Pictures.drawn(2);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(new Color(10, 10, 30));
    graphics.fillRect(200, 100, 200, 380);
    graphics.dispose();
    Analysis analysis = analyze(picture, 10, learned(3)).analysis();
    assertThat(analysis.motion()).as(analysis.toJson().toString()).isBetween(0.15, 0.3);
    assertThat(analysis.boxes().get(0).width()).isBetween(0.28, 0.36);
  }

  @Test
  void itIsStoredAsBytes() throws UnreadableFrame {
    Baseline baseline = learned(3);
    Baseline read = Baseline.of(baseline.toBytes());
    assertThat(read.at()).isEqualTo(baseline.at());
    assertThat(read.frames()).isEqualTo(3);
    assertThat(read.previous()).isEqualTo(baseline.previous());
    for (int i = 0; i < read.mean().length; i++) {
      assertThat(Math.abs(read.mean()[i] - baseline.mean()[i])).isLessThan(0.01f);
    }
    assertThat(Baseline.of(new byte[10])).isNull();
  }
}
