package org.waybill.camera;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.waybill.json.Json;

/**
 * Draws zones and what moves into a picture. No text: a server need not have fonts, and the order
 * of zones and boxes is that of the result.
 */
final class FrameMarks {

  static final Color ZONE = new Color(0x2F, 0x9B, 0xFF);
  static final Color BOX = new Color(0xFF, 0x3B, 0x30);

  /** Of the longer side; a line is to be seen in a large picture, too. */
  private static final float LINE = 0.003f;

  private FrameMarks() {}

  /**
   * @param result JSON text of the frame's {@link Analysis}, or null
   */
  static void draw(BufferedImage picture, List<Zone> zones, String result) {
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int width = picture.getWidth();
    int height = picture.getHeight();
    float line = Math.max(1, LINE * Math.max(width, height));
    zones.forEach(zone -> outline(graphics, shape(zone, width, height), ZONE, line));
    for (JsonObject box : boxes(result)) {
      Rectangle2D shape =
          new Rectangle2D.Double(
              number(box, "x") * width,
              number(box, "y") * height,
              number(box, "width") * width,
              number(box, "height") * height);
      outline(graphics, shape, BOX, line);
    }
    graphics.dispose();
  }

  /** Dark on both sides, so that it is seen on whatever it is drawn. */
  private static void outline(Graphics2D graphics, Shape shape, Color color, float line) {
    graphics.setStroke(new BasicStroke(3 * line));
    graphics.setColor(Color.BLACK);
    graphics.draw(shape);
    graphics.setStroke(new BasicStroke(2 * line));
    graphics.setColor(color);
    graphics.draw(shape);
  }

  private static Shape shape(Zone zone, int width, int height) {
    Path2D path = new Path2D.Double();
    for (Zone.Point point : zone.points()) {
      if (path.getCurrentPoint() == null) {
        path.moveTo(point.x() * width, point.y() * height);
      } else {
        path.lineTo(point.x() * width, point.y() * height);
      }
    }
    path.closePath();
    return path;
  }

  private static List<JsonObject> boxes(String result) {
    JsonArray boxes =
        result == null ? null : Json.read(result).asJsonObject().getJsonArray("boxes");
    return boxes == null ? List.of() : boxes.getValuesAs(JsonObject.class);
  }

  private static double number(JsonObject box, String member) {
    return box.getJsonNumber(member).doubleValue();
  }
}
