package org.waybill.api.documents;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.waybill.api.FieldText;
import org.waybill.api.RequestBody;
import org.waybill.document.Document;

/** What callers say of documents. */
final class DocumentFields {

  static final Set<String> DESCRIPTION = Set.of("name", "tags");

  private static final String TAGS =
      "at most %d tags of 1 to %d characters".formatted(Document.MOST_TAGS, Document.LONGEST_TAG);

  private DocumentFields() {}

  /** Of a query; without repeats. */
  static List<String> tags(String field, List<String> given) {
    if (given == null) {
      return List.of();
    }
    List<String> tags = given.stream().distinct().toList();
    if (tags.size() > Document.MOST_TAGS) {
      throw RequestBody.wrong(field, "is given " + tags.size() + " times", TAGS);
    }
    for (String tag : tags) {
      if (tag.isBlank() || tag.length() > Document.LONGEST_TAG) {
        throw RequestBody.wrong(field, "is '" + tag + "'", TAGS);
      }
      FieldText.line(field, tag);
    }
    return tags;
  }

  /** Of a body; null if it says nothing of them. */
  static List<String> tags(RequestBody body) {
    JsonValue value = body.value("tags");
    if (value == null) {
      return null;
    }
    List<String> tags = new ArrayList<>();
    JsonArray array = body.array("tags", Document.MOST_TAGS);
    if (array != null) {
      for (JsonValue each : array) {
        if (!(each instanceof JsonString text)) {
          throw RequestBody.wrong("tags", "has an element that is no text", TAGS);
        }
        tags.add(text.getString());
      }
    }
    return tags("tags", tags);
  }

  /** Null if the body says nothing of it. */
  static String name(RequestBody body) {
    return body.value("name") == null ? null : body.requiredLine("name", Document.LONGEST_NAME);
  }
}
