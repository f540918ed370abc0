package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.camera.Zone.Point;

/** Pictures that are made of frames. */
class FrameMarksTest {

  private static final Zone LEFT =
      new Zone("left", List.of(new Point(0.1, 0.1), new Point(0.4, 0.1), new Point(0.4, 0.9)));

  private static int at(BufferedImage picture, double x, double y) {
    return picture.getRGB((int) (x * picture.getWidth()), (int) (y * picture.getHeight()));
  }

  @Test
  void zonesAndBoxesAreDrawnWhereTheyAre() {
    BufferedImage picture = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    FrameMarks.draw(
        picture,
        List.of(LEFT),
        "{\"boxes\":[{\"x\":0.5,\"y\":0.25,\"width\":0.25,\"height\":0.5}]}");
    assertThat(at(picture, 0.25, 0.1)).isEqualTo(FrameMarks.ZONE.getRGB());
    assertThat(at(picture, 0.4, 0.5)).isEqualTo(FrameMarks.ZONE.getRGB());
    assertThat(at(picture, 0.5, 0.5)).isEqualTo(FrameMarks.BOX.getRGB());
    assertThat(at(picture, 0.75, 0.5)).isEqualTo(FrameMarks.BOX.getRGB());
    assertThat(at(picture, 0.6, 0.5)).as("inside a box").isEqualTo(Color.BLACK.getRGB());
    assertThat(at(picture, 0.9, 0.9)).isEqualTo(Color.BLACK.getRGB());
  }

  @Test
  void aFrameThatIsNotAnalysedHasZonesOnly() {
    BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    FrameMarks.draw(picture, List.of(LEFT), null);
    assertThat(at(picture, 0.25, 0.1)).isNotEqualTo(Color.BLACK.getRGB());
  }

  /** The marks fit only if people see the frame as it was analysed. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aPictureIsTurnedAsTheAnalysedOneIs(int orientation) {
    BufferedImage stored = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
    stored.setRGB(50, 10, 0xFFFFFF);
    float[] levels = new float[60 * 40];
    levels[10 * 60 + 50] = 255;
    GreyImage grey =
        Orientation.upright(
            new GreyImage(60, 40, levels, new boolean[levels.length], 0, levels.length),
            orientation);
    BufferedImage upright = new BufferedImage(grey.width(), grey.height(), stored.getType());
    upright.createGraphics().drawImage(stored, Orientation.transform(orientation, 60, 40), null);
    for (int y = 0; y < grey.height(); y++) {
      for (int x = 0; x < grey.width(); x++) {
        assertThat((upright.getRGB(x, y) & 0xFF) > 0)
            .as("%d, %d", x, y)
            .isEqualTo(grey.levels()[y * grey.width() + x] > 0);
      }
    }
  }

  @Test
  void aPictureIsMadeSmallerButNeverLarger() throws UnreadableFrame {
    byte[] jpeg = Pictures.jpeg(Pictures.drawn(1), 0.9f);
    assertThat(FrameDecoder.picture(jpeg, 320, 1_920).getWidth()).isEqualTo(320);
    assertThat(FrameDecoder.picture(jpeg, 320, 1_920).getHeight()).isEqualTo(240);
    assertThat(FrameDecoder.picture(jpeg, 1_920, 1_920).getWidth()).isEqualTo(640);
    byte[] large = Pictures.jpeg(Pictures.drawn(Pictures.drawn(1), 3_000, 4_000), 0.9f);
    assertThat(FrameDecoder.picture(large, 1_920, 1_024).getHeight()).isEqualTo(1_024);
    assertThat(FrameDecoder.picture(large, 1_920, 1_024).getWidth()).isEqualTo(768);
  }
}
