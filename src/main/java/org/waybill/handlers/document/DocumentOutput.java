package org.waybill.handlers.document;

import java.util.List;
import org.waybill.document.Document;
import org.waybill.reading.Indexer.Indexed;

/**
 * What was indexed.
 *
 * @param pagesWithoutText the numbers of the first 1,000 of these pages
 */
public record DocumentOutput(
    String documentId, int pages, int chunks, int characters, List<Integer> pagesWithoutText) {

  static DocumentOutput of(Document document, Indexed indexed) {
    return new DocumentOutput(
        document.id().toString(),
        indexed.pages(),
        indexed.chunks(),
        indexed.characters(),
        indexed.pagesWithoutText());
  }
}
