package org.waybill.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Pictures of one camera, which stands still: another one each time, since noise is. */
final class Shots {

  private static final Random RANDOM = new Random(11);

  private Shots() {}

  static byte[] next(boolean withObject) {
    BufferedImage picture = Pictures.drawn(4);
    if (withObject) {
      Graphics2D graphics = picture.createGraphics();
      graphics.setColor(Color.WHITE);
      graphics.fillRect(480, 240, 90, 90);
      graphics.dispose();
    }
    for (int i = 0; i < 40_000; i++) {
      int x = RANDOM.nextInt(FrameSeries.WIDTH);
      int y = RANDOM.nextInt(FrameSeries.HEIGHT);
      picture.setRGB(x, y, new Color(picture.getRGB(x, y)).brighter().getRGB());
    }
    return Pictures.jpeg(picture, 0.9f);
  }
}
