package org.waybill.handlers.document;

import org.waybill.document.Document;
import org.waybill.reading.Indexer.Indexed;

/** What was indexed. */
public record DocumentOutput(String documentId, int pages, int chunks, int characters) {

  static DocumentOutput of(Document document, Indexed indexed) {
    return new DocumentOutput(
        document.id().toString(), indexed.pages(), indexed.chunks(), indexed.characters());
  }
}
