package org.waybill.api.a2a;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.waybill.api.RequestBody;
import org.waybill.text.CallerText;

/** Reads the parts of a message, in the format of either version. */
final class Parts {

  private static final int MOST = 100;
  private static final int LONGEST_NAME = 200;
  private static final String FILES = "inline files with text or JSON";

  private Parts() {}

  /**
   * @param field name of the array
   * @throws A2aProblem naming the part that is invalid or of an unsupported kind
   */
  static List<Part> read(JsonArray array, String field) {
    if (array.isEmpty() || array.size() > MOST) {
      throw A2aProblem.wrong(field, "has " + array.size() + " elements", "1 to " + MOST);
    }
    List<Part> parts = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      String place = field + "[" + i + "]";
      parts.add(part(RequestBody.of(array.get(i), place), place));
    }
    return parts;
  }

  private static Part part(RequestBody part, String place) {
    JsonObject metadata =
        part.value("metadata") instanceof JsonObject object && !object.isEmpty() ? object : null;
    if (part.value("text") instanceof JsonString text) {
      return Part.text(text.getString(), metadata);
    }
    if (part.json().containsKey("data")) {
      return Part.data(data(part), metadata);
    }
    if (part.value("file") instanceof JsonObject file) {
      return file(RequestBody.of(file, place), place + ".file", "mimeType", "name", metadata);
    }
    if (part.value("raw") != null || part.value("url") != null) {
      return file(part, place, "mediaType", "filename", metadata);
    }
    throw A2aProblem.wrong(place, "has no supported content", "text, data, " + FILES);
  }

  /** Version 0.3 wraps it over HTTP: {@code {"data": {"data": {…}}}}. */
  private static JsonValue data(RequestBody part) {
    JsonValue data = part.json().get("data");
    boolean wrapped =
        data instanceof JsonObject object && object.size() == 1 && object.containsKey("data");
    return wrapped ? data.asJsonObject().get("data") : data;
  }

  private static Part file(
      RequestBody file, String place, String type, String name, JsonObject metadata) {
    String mediaType = file.text(type, LONGEST_NAME);
    String raw = null;
    for (String member : List.of("raw", "bytes", "fileWithBytes")) {
      raw = raw == null ? file.text(member, Integer.MAX_VALUE) : raw;
    }
    if (raw == null) {
      throw refused(place, "refers to a file by URL");
    }
    if (mediaType == null || !isText(mediaType)) {
      throw refused(place, "has the media type '" + mediaType + "'");
    }
    String fileName = file.text(name, LONGEST_NAME);
    String text = decode(raw, place);
    String read = fileName == null ? text : fileName + ":\n" + text;
    return new Part(read, null, raw, fileName, mediaType, metadata);
  }

  private static boolean isText(String mediaType) {
    String type = CallerText.lowerCase(mediaType).split(";", 2)[0].strip();
    return type.startsWith("text/") || type.equals("application/json");
  }

  private static String decode(String raw, String place) {
    try {
      byte[] bytes = Base64.getDecoder().decode(raw);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException e) {
      throw A2aProblem.wrong(place, "is not valid Base64", FILES);
    } catch (CharacterCodingException e) {
      throw refused(place, "is not UTF-8 text");
    }
  }

  private static A2aProblem refused(String place, String what) {
    return new A2aProblem(
        A2aError.CONTENT_TYPE_NOT_SUPPORTED,
        place + " " + what + "; allowed: text, data, " + FILES,
        place);
  }
}
