package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;

/**
 * A part of a message: text, data, or a small file of text.
 *
 * @param text the text, the data as JSON text, or the content of the file
 * @param data null unless it is data
 * @param raw the file in Base64; null unless it is a file
 * @param name of the file, or null
 * @param mediaType of the file, or null
 * @param metadata of the client, or null
 */
record Part(
    String text, JsonValue data, String raw, String name, String mediaType, JsonObject metadata) {

  static Part text(String text, JsonObject metadata) {
    return new Part(text, null, null, null, null, metadata);
  }

  static Part data(JsonValue data, JsonObject metadata) {
    return new Part(data.toString(), data, null, null, null, metadata);
  }

  /** Whether it has nothing in addition to its text. */
  boolean isPlain() {
    return data == null && raw == null && metadata == null;
  }

  /** As stored: in the format of version 1.0. */
  JsonObject kept() {
    JsonObjectBuilder part = Json.object();
    if (data != null) {
      part.add("data", data).add("mediaType", "application/json");
    } else if (raw != null) {
      part.add("raw", raw).add("mediaType", mediaType);
      if (name != null) {
        part.add("filename", name);
      }
    } else {
      part.add("text", text);
    }
    if (metadata != null) {
      part.add("metadata", metadata);
    }
    return part.build();
  }

  /** As JSON text. */
  CharSequence in(ProtocolVersion protocolVersion) {
    if (protocolVersion == ProtocolVersion.V1_0) {
      return kept().toString();
    }
    if (data != null) {
      return protocolVersion.dataPart(objectOf(data));
    }
    return raw == null ? protocolVersion.textPart(text) : file(protocolVersion);
  }

  private CharSequence file(ProtocolVersion protocolVersion) {
    boolean http = protocolVersion == ProtocolVersion.V0_3_HTTP;
    CharSequence file =
        new JsonObjectWriter(new StringBuilder(raw.length() + 80))
            .text(http ? "fileWithBytes" : "bytes", raw)
            .text("mimeType", mediaType)
            .text("name", name)
            .end();
    return protocolVersion.object(new StringBuilder(), "file").json("file", file).end();
  }

  /** In version 0.3 data is always an object. */
  private static String objectOf(JsonValue data) {
    return data instanceof JsonObject
        ? data.toString()
        : Json.object().add("value", data).build().toString();
  }
}
