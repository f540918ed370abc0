package org.waybill.camera;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of the picture that is watched: a polygon whose corners are shares of the picture's width
 * and height, so that it stays where it is when the size of the picture changes.
 */
public record Zone(String name, List<Point> points) {

  /** A corner. */
  public record Point(double x, double y) {}

  /** What is stored of a camera. */
  public static List<Zone> of(JsonArray json) {
    return json.stream().map(each -> of(each.asJsonObject())).toList();
  }

  private static Zone of(JsonObject json) {
    List<Point> points = new ArrayList<>();
    for (JsonArray point : json.getJsonArray("points").getValuesAs(JsonArray.class)) {
      points.add(
          new Point(point.getJsonNumber(0).doubleValue(), point.getJsonNumber(1).doubleValue()));
    }
    return new Zone(json.getString("name"), points);
  }

  /** Whether it contains a point, by the number of its edges to the right of it. */
  boolean contains(double x, double y) {
    boolean inside = false;
    Point from = points.get(points.size() - 1);
    for (Point to : points) {
      boolean crosses = from.y > y != to.y > y;
      if (crosses && x < (to.x - from.x) * (y - from.y) / (to.y - from.y) + from.x) {
        inside = !inside;
      }
      from = to;
    }
    return inside;
  }

  /** The share of this zone's pixels that are set. */
  double share(boolean[] pixels, int width, int height) {
    int all = 0;
    int set = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (contains((x + 0.5) / width, (y + 0.5) / height)) {
          all++;
          set += pixels[y * width + x] ? 1 : 0;
        }
      }
    }
    return all == 0 ? 0 : (double) set / all;
  }
}
