package org.waybill.api.documents;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.waybill.agent.Passage;
import org.waybill.document.Document;
import org.waybill.json.Json;

/** Documents and passages as the API shows them. */
final class DocumentJson {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

  private DocumentJson() {}

  static JsonObject of(Document document) {
    var json =
        Json.object()
            .add("documentId", document.id().toString())
            .add("taskId", document.taskId().toString())
            .add("name", document.name())
            .add("mediaType", document.mediaType())
            .add("bytes", document.bytes())
            .add("sha256", document.sha256())
            .add("status", document.status().label())
            .add("searchable", document.isSearchable())
            .add("tags", Json.array(document.tags()))
            .add("createdAt", TIME.format(document.createdAt()));
    if (document.pages() != null) {
      json.add("pages", document.pages());
    }
    if (document.chunks() != null) {
      json.add("chunks", document.chunks());
    }
    if (!document.pagesWithoutText().isEmpty()) {
      var numbers = Json.array();
      document.pagesWithoutText().forEach(numbers::add);
      json.add("pagesWithoutText", numbers);
    }
    if (!document.notes().isEmpty()) {
      var notes = Json.array();
      document.notes().forEach(notes::add);
      json.add("notes", notes);
    }
    if (document.error() != null) {
      json.add("error", document.error());
    }
    return json.build();
  }

  static JsonObject of(Passage passage) {
    JsonObjectBuilder json =
        Json.object()
            .add("documentId", passage.documentId().toString())
            .add("name", passage.name())
            .add("page", passage.page());
    if (passage.heading() != null) {
      json.add("heading", passage.heading());
    }
    return json.add("score", Math.round(passage.score() * 100) / 100.0)
        .add("text", passage.text())
        .build();
  }
}
