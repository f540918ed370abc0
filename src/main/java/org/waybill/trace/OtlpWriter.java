package org.waybill.trace;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.waybill.json.Json;

/** Writes spans as the OpenTelemetry protocol has them in JSON. */
final class OtlpWriter {

  private static final int FAILED = 2;

  private OtlpWriter() {}

  /**
   * @param node or null
   */
  static String write(String node, List<EndedSpan> spans) {
    JsonArrayBuilder written = Json.array();
    spans.forEach(span -> written.add(span(span)));
    JsonArrayBuilder resource = Json.array().add(attribute("service.name", "waybill"));
    if (node != null) {
      resource.add(attribute("service.instance.id", node));
    }
    JsonObject scope = Json.object().add("name", "org.waybill").build();
    JsonObjectBuilder ofScope = Json.object().add("scope", scope).add("spans", written);
    JsonObjectBuilder ofResource =
        Json.object()
            .add("resource", Json.object().add("attributes", resource))
            .add("scopeSpans", Json.array().add(ofScope));
    return Json.object().add("resourceSpans", Json.array().add(ofResource)).build().toString();
  }

  private static JsonObject span(EndedSpan span) {
    JsonArrayBuilder attributes = Json.array();
    for (Map.Entry<String, Object> each : span.attributes().entrySet()) {
      attributes.add(attribute(each.getKey(), each.getValue()));
    }
    JsonObjectBuilder json =
        Json.object()
            .add("traceId", span.context().traceId())
            .add("spanId", span.context().spanId())
            .add("name", span.name())
            .add("kind", span.kind().code())
            .add("startTimeUnixNano", nanos(span.begun()))
            .add("endTimeUnixNano", nanos(span.begun().plus(span.took())))
            .add("flags", 1);
    if (span.parentId() != null) {
      json.add("parentSpanId", span.parentId());
    }
    if (span.error() != null) {
      attributes.add(attribute("error.type", span.error()));
      json.add("status", Json.object().add("code", FAILED));
    }
    return json.add("attributes", attributes).build();
  }

  private static String nanos(Instant time) {
    return "%d%09d".formatted(time.getEpochSecond(), time.getNano());
  }

  private static JsonObject attribute(String name, Object value) {
    return Json.object().add("key", name).add("value", value(value)).build();
  }

  private static JsonObject value(Object value) {
    if (value instanceof Boolean flag) {
      return Json.object().add("boolValue", flag).build();
    }
    if (value instanceof Number number) {
      return Json.object().add("intValue", Long.toString(number.longValue())).build();
    }
    if (value instanceof List<?> list) {
      JsonArrayBuilder values = Json.array();
      list.forEach(each -> values.add(value(each)));
      return Json.object().add("arrayValue", Json.object().add("values", values)).build();
    }
    return Json.object().add("stringValue", String.valueOf(value)).build();
  }
}
