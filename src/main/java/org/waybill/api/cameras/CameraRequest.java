package org.waybill.api.cameras;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.camera.CameraSpec;
import org.waybill.camera.Thresholds;
import org.waybill.json.Json;
import org.waybill.outbound.SafeHttpClient;

/** Reads and checks what a caller wants of a camera. */
@ApplicationScoped
class CameraRequest {

  private static final int NAME = 200;
  private static final int URL = 2_000;
  private static final int MOST_ZONES = 16;
  private static final int FEWEST_POINTS = 3;
  private static final int MOST_POINTS = 32;

  private static final Set<String> MEMBERS =
      Set.of(
          "name",
          "snapshotUrl",
          "intervalSeconds",
          "schedule",
          "timeZone",
          "zones",
          "thresholds",
          "question",
          "ask",
          "notify");

  @Inject private SafeHttpClient http;

  CameraSpec read(RequestBody body) {
    body.allowOnly(MEMBERS, "a camera");
    String name = body.requiredLine("name", NAME);
    String url = body.line("snapshotUrl", URL);
    if (url != null) {
      url = http.check("snapshotUrl", url).toString();
    }
    return new CameraSpec(
        name,
        url,
        CameraOptions.timing(body, url != null),
        zones(body).toString(),
        thresholds(body.nested("thresholds")).toString(),
        CameraOptions.question(body),
        CameraOptions.ask(body),
        CameraOptions.notices(body));
  }

  private static JsonArray zones(RequestBody body) {
    JsonArrayBuilder zones = Json.array();
    JsonArray given = body.array("zones", MOST_ZONES);
    if (given == null) {
      return zones.build();
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < given.size(); i++) {
      String field = "zones[" + i + "]";
      RequestBody zone = RequestBody.of(given.get(i), field);
      try {
        zone.allowOnly(Set.of("name", "points", "x", "y", "width", "height"), "a zone");
        String name = zone.requiredLine("name", NAME);
        if (!names.add(name)) {
          throw RequestBody.wrong("name", "is given twice", "each name only once");
        }
        boolean isPolygon = zone.value("points") != null;
        JsonArray points = isPolygon ? points(zone) : rectangle(zone);
        zones.add(Json.object().add("name", name).add("points", points));
      } catch (Problem e) {
        throw e.in(field + ".");
      }
    }
    return zones.build();
  }

  private static JsonArray points(RequestBody zone) {
    for (String side : Set.of("x", "y", "width", "height")) {
      if (zone.value(side) != null) {
        throw RequestBody.wrong("points", "and " + side + " are both given", "one of them");
      }
    }
    String allowed =
        "an array of %d to %d points [x, y], each a number from 0 to 1"
            .formatted(FEWEST_POINTS, MOST_POINTS);
    JsonArray points = zone.array("points", MOST_POINTS);
    if (points == null || points.size() < FEWEST_POINTS) {
      throw RequestBody.wrong("points", "has too few elements", allowed);
    }
    JsonArrayBuilder checked = Json.array();
    for (JsonValue point : points) {
      if (point.getValueType() != JsonValue.ValueType.ARRAY || point.asJsonArray().size() != 2) {
        throw RequestBody.wrong("points", "has an invalid element", allowed);
      }
      checked.add(
          Json.array()
              .add(share(point.asJsonArray().get(0), allowed))
              .add(share(point.asJsonArray().get(1), allowed)));
    }
    return checked.build();
  }

  private static double share(JsonValue value, String allowed) {
    double share = value instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    if (!(share >= 0 && share <= 1)) {
      throw RequestBody.wrong("points", "contains " + value, allowed);
    }
    return share;
  }

  private static JsonArray rectangle(RequestBody zone) {
    for (String side : Set.of("x", "y", "width", "height")) {
      if (zone.value(side) == null) {
        throw RequestBody.wrong(side, "is missing", "points, or x, y, width and height");
      }
    }
    double left = zone.decimal("x", 0, 0, 1);
    double top = zone.decimal("y", 0, 0, 1);
    double right = left + zone.decimal("width", 0, 0.001, 1 - left);
    double bottom = top + zone.decimal("height", 0, 0.001, 1 - top);
    return Json.array()
        .add(Json.array().add(left).add(top))
        .add(Json.array().add(right).add(top))
        .add(Json.array().add(right).add(bottom))
        .add(Json.array().add(left).add(bottom))
        .build();
  }

  /** Only what is given is stored: what is usual may change. */
  private static JsonValue thresholds(RequestBody body) {
    JsonObjectBuilder given = Json.object();
    try {
      body.allowOnly(Set.of("contrast", "area", "dark", "blur", "frozenFrames"), "thresholds");
      Thresholds usual = Thresholds.USUAL;
      share(body, given, "contrast", usual.contrast(), 0.01);
      share(body, given, "area", usual.area(), 0.00001);
      share(body, given, "dark", usual.dark(), 0);
      share(body, given, "blur", usual.blur(), 0);
      if (body.value("frozenFrames") != null) {
        given.add("frozenFrames", body.number("frozenFrames", 1, 1, 10_000));
      }
    } catch (Problem e) {
      throw e.field() != null && e.field().equals("thresholds") ? e : e.in("thresholds.");
    }
    return given.build();
  }

  private static void share(
      RequestBody body, JsonObjectBuilder given, String name, double usual, double least) {
    if (body.value(name) != null) {
      given.add(name, body.decimal(name, usual, least, 1));
    }
  }
}
