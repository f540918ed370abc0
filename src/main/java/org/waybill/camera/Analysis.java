package org.waybill.camera;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.waybill.json.Json;

/**
 * What there is to see in a frame.
 *
 * @param brightness from 0 to 1; likewise {@code blur}
 * @param motion the share of the picture that moves
 * @param boxes what moves, largest first
 */
public record Analysis(
    double brightness,
    double blur,
    double motion,
    List<Box> boxes,
    List<ZoneMotion> zones,
    Set<Condition> conditions) {

  /**
   * The share of a zone that moves.
   *
   * @param name of the zone
   */
  public record ZoneMotion(String name, double motion) {}

  /** Whether anything moves; where there are zones, in one of them. */
  public boolean isMotion() {
    return zones.isEmpty() ? motion > 0 : zones.stream().anyMatch(zone -> zone.motion() > 0);
  }

  public JsonObject toJson() {
    JsonArrayBuilder all = Json.array();
    boxes.forEach(
        box ->
            all.add(
                Json.object()
                    .add("x", rounded(box.x()))
                    .add("y", rounded(box.y()))
                    .add("width", rounded(box.width()))
                    .add("height", rounded(box.height()))));
    JsonArrayBuilder inZones = Json.array();
    zones.forEach(
        zone ->
            inZones.add(
                Json.object().add("name", zone.name()).add("motion", rounded(zone.motion()))));
    return Json.object()
        .add("brightness", rounded(brightness))
        .add("blur", rounded(blur))
        .add("motion", rounded(motion))
        .add("boxes", all)
        .add("zones", inZones)
        .add("conditions", Json.array(conditions.stream().map(Condition::label).sorted().toList()))
        .build();
  }

  /** What is little is not nothing. */
  private static double rounded(double share) {
    double rounded = Math.round(share * 10_000) / 10_000.0;
    return rounded == 0 && share > 0 ? 0.0001 : rounded;
  }
}
