package org.waybill.fuzz;

import static org.waybill.fuzz.Description.map;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Holds an answer against its description: no member that is not there, none missing that is. */
final class DescribedAnswer {

  private final Description description;

  DescribedAnswer(Description description) {
    this.description = description;
  }

  /** What does not fit; empty where all does. */
  List<String> misfits(DescribedCall call, int status, JsonValue answer) {
    Map<String, Object> item = map(description.paths().get(call.path()));
    Map<String, Object> described = map(item.get(call.method().toLowerCase(Locale.ROOT)));
    Map<String, Object> response =
        description.resolved(map(map(described.get("responses")).get(Integer.toString(status))));
    List<String> misfits = new ArrayList<>();
    if (response.isEmpty()) {
      misfits.add(call.method() + " " + call.path() + " " + status + " is not described");
      return misfits;
    }
    Map<String, Object> json = map(map(response.get("content")).get("application/json"));
    check(map(json.get("schema")), answer, call.method() + " " + call.path(), misfits);
    return misfits;
  }

  private void check(
      Map<String, Object> described, JsonValue value, String place, List<String> misfits) {
    Map<String, Object> schema = description.resolved(described);
    if (value instanceof JsonArray array) {
      array.forEach(each -> check(map(schema.get("items")), each, place + "[]", misfits));
    } else if (value instanceof JsonObject object) {
      Map<String, Object> properties = new TreeMap<>();
      TreeSet<String> required = new TreeSet<>();
      gather(schema, properties, required);
      if (properties.isEmpty() || schema.containsKey("additionalProperties")) {
        return;
      }
      required.removeAll(object.keySet());
      required.forEach(name -> misfits.add(place + " lacks " + name));
      object.forEach(
          (name, member) -> {
            if (properties.containsKey(name)) {
              check(map(properties.get(name)), member, place + "." + name, misfits);
            } else {
              misfits.add(place + " has " + name);
            }
          });
    }
  }

  private void gather(
      Map<String, Object> schema, Map<String, Object> properties, TreeSet<String> required) {
    properties.putAll(map(schema.get("properties")));
    if (schema.get("required") instanceof List<?> names) {
      names.forEach(name -> required.add((String) name));
    }
    if (schema.get("allOf") instanceof List<?> parts) {
      parts.forEach(part -> gather(description.resolved(map(part)), properties, required));
    }
  }
}
