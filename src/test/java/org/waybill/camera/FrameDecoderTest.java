package org.waybill.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cameras send for pictures. */
class FrameDecoderTest {

  private static final BufferedImage SCENE = Pictures.drawn(1);

  private static void assertUnreadable(byte[] bytes, String why) {
    assertThatThrownBy(() -> FrameDecoder.decode(bytes))
        .isInstanceOf(UnreadableFrame.class)
        .hasMessageContaining(why)
        .hasMessageContaining("allowed: a complete JPEG or PNG");
  }

  @Test
  void whatIsNoPictureIsRefusedWithTheReason() {
    assertUnreadable(new byte[0], "the body is empty");
    assertUnreadable(
        "\n<!DOCTYPE html><html>Login</html>".getBytes(StandardCharsets.UTF_8), "HTML page");
    assertUnreadable("GIF89a".getBytes(StandardCharsets.UTF_8), "neither JPEG nor PNG");
    assertUnreadable(new byte[FrameHeader.MOST_BYTES + 1], "more than 10 MB");
  }

  @Test
  void partsOfPicturesAreRefused() {
    byte[] jpeg = Pictures.jpeg(SCENE, 0.8f);
    byte[] png = Pictures.png(SCENE);
    for (int part = 1; part < 10; part++) {
      assertUnreadable(Arrays.copyOf(jpeg, jpeg.length * part / 10), "incomplete");
      assertUnreadable(Arrays.copyOf(png, png.length * part / 10), "incomplete");
    }
  }

  @Test
  void aPictureWithAHoleIsRefusedWhenItIsDecoded() {
    byte[] jpeg = Pictures.jpeg(SCENE, 0.8f);
    byte[] cut = Arrays.copyOf(jpeg, jpeg.length / 2);
    cut[cut.length - 2] = (byte) 0xFF;
    cut[cut.length - 1] = (byte) 0xD9;
    assertUnreadable(cut, "incomplete or damaged");
    byte[] png = Pictures.png(SCENE);
    Arrays.fill(png, 1_000, 1_400, (byte) 0);
    assertUnreadable(png, "cannot be decoded");
  }

  @Test
  void theSizeIsReadFromTheHeaderBeforeAnythingIsDecoded() {
    byte[] png = Pictures.png(SCENE);
    ByteBuffer.wrap(png).putInt(16, 8_000).putInt(20, 5_001);
    assertUnreadable(png, "8000 by 5001 pixels");
    assertUnreadable(
        Pictures.png(new BufferedImage(15, 400, BufferedImage.TYPE_INT_RGB)), "only 15 by 400");
  }

  @Test
  void bytesBehindTheEndDoNoHarm() throws UnreadableFrame {
    byte[] jpeg = Pictures.jpeg(SCENE, 0.8f);
    GreyImage image = FrameDecoder.decode(Arrays.copyOf(jpeg, jpeg.length + 500));
    assertThat(image.width()).isEqualTo(320);
  }

  @Test
  void aLargePictureBecomesOneOfTheSameSizeAsASmallOne() throws UnreadableFrame {
    GreyImage small = FrameDecoder.decode(Pictures.jpeg(SCENE, 0.9f));
    GreyImage large = FrameDecoder.decode(Pictures.jpeg(Pictures.drawn(SCENE, 3_840, 2_880), 0.9f));
    assertThat(large.width()).isEqualTo(small.width());
    assertThat(large.height()).isEqualTo(small.height());
    assertThat(large.mean()).isBetween(small.mean() - 1, small.mean() + 1);
  }

  /** The upper left corner of the picture as it is to be seen is white, right of it is grey. */
  @ParameterizedTest
  @CsvSource({
    "1,left,top,right,top",
    "2,right,top,left,top",
    "3,right,bottom,left,bottom",
    "4,left,bottom,right,bottom",
    "5,left,top,left,bottom",
    "6,left,bottom,left,top",
    "7,right,bottom,right,top",
    "8,right,top,right,bottom"
  })
  void aTurnedPictureIsSeenUpright(
      int orientation, String whiteX, String whiteY, String greyX, String greyY)
      throws UnreadableFrame {
    BufferedImage stored = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    paint(stored, whiteX, whiteY, Color.WHITE);
    paint(stored, greyX, greyY, Color.GRAY);
    for (boolean little : new boolean[] {true, false}) {
      GreyImage seen =
          FrameDecoder.decode(withExif(Pictures.jpeg(stored, 1), (short) orientation, little));
      assertThat(seen.width()).isEqualTo(orientation < 5 ? 64 : 32);
      assertThat(at(seen, 0.1, 0.1)).isGreaterThan(240);
      assertThat(at(seen, 0.9, 0.1)).isBetween(100f, 160f);
      assertThat(at(seen, 0.1, 0.9)).isLessThan(20);
      assertThat(at(seen, 0.9, 0.9)).isLessThan(20);
    }
  }

  private static float at(GreyImage image, double x, double y) {
    return image.levels()[(int) (y * image.height()) * image.width() + (int) (x * image.width())];
  }

  private static void paint(BufferedImage image, String x, String y, Color color) {
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(x.equals("left") ? 0 : 32, y.equals("top") ? 0 : 16, 32, 16);
    graphics.dispose();
  }

  private static byte[] withExif(byte[] jpeg, short orientation, boolean little) {
    ByteBuffer tiff = ByteBuffer.allocate(26);
    tiff.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    tiff.put((byte) (little ? 'I' : 'M')).put((byte) (little ? 'I' : 'M'));
    tiff.putShort((short) 42).putInt(8).putShort((short) 1);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort(orientation);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 34});
    out.writeBytes("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(tiff.array());
    out.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  @Test
  void aBrokenExifHeaderIsAsGoodAsNone() throws UnreadableFrame {
    byte[] jpeg = withExif(Pictures.jpeg(SCENE, 0.8f), (short) 6, true);
    ByteBuffer.wrap(jpeg).order(ByteOrder.LITTLE_ENDIAN).putInt(16, 1_000_000);
    assertThat(FrameDecoder.decode(jpeg).width()).isEqualTo(320);
  }
}
