package org.waybill.camera;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/**
 * From when on something counts.
 *
 * @param contrast by how much of the full range an object differs from what it covers
 * @param area the share of the picture that changes, at least
 * @param dark the brightness below which a frame is dark
 * @param blur the blur above which a frame is blurred
 * @param frozenFrames how many frames in a row are the same as the one before until the camera is
 *     frozen
 */
public record Thresholds(double contrast, double area, double dark, double blur, int frozenFrames) {

  public static final Thresholds USUAL = new Thresholds(0.04, 0.0001, 0.06, 0.9, 3);

  /** What is stored of a camera; members that are absent are as usual. */
  public static Thresholds of(JsonObject json) {
    return new Thresholds(
        number(json, "contrast", USUAL.contrast),
        number(json, "area", USUAL.area),
        number(json, "dark", USUAL.dark),
        number(json, "blur", USUAL.blur),
        (int) number(json, "frozenFrames", USUAL.frozenFrames));
  }

  private static double number(JsonObject json, String name, double usual) {
    JsonValue value = json.get(name);
    return value instanceof JsonNumber number ? number.doubleValue() : usual;
  }
}
