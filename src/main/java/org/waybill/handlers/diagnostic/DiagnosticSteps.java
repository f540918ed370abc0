package org.waybill.handlers.diagnostic;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.waybill.handler.TaskContext;
import org.waybill.json.Json;

/** Which steps this attempt did, and which it got back from earlier ones. */
record DiagnosticSteps(List<String> fresh, List<String> restored) {

  static DiagnosticSteps run(List<String> names, TaskContext context) throws Exception {
    List<String> fresh = new ArrayList<>();
    List<String> restored = new ArrayList<>();
    for (String name : names) {
      int by = context.step(name, Integer.class, context::attempt);
      (by == context.attempt() ? fresh : restored).add(name);
    }
    return new DiagnosticSteps(fresh, restored);
  }

  JsonObject toJson() {
    return Json.object().add("fresh", array(fresh)).add("restored", array(restored)).build();
  }

  private static JsonArrayBuilder array(List<String> texts) {
    JsonArrayBuilder array = Json.array();
    texts.forEach(array::add);
    return array;
  }
}
