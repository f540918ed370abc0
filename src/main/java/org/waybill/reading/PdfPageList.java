package org.waybill.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * The pages that a PDF has, whatever number it declares; each once, even if its tree of pages goes
 * round in a circle.
 */
final class PdfPageList {

  private PdfPageList() {}

  static List<PDPage> of(PDDocument document, int most) {
    List<PDPage> pages = new ArrayList<>();
    Set<COSDictionary> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (PDPage page : document.getPages()) {
      if (seen.add(page.getCOSObject())) {
        pages.add(page);
      }
    }
    if (pages.isEmpty()) {
      throw new UnreadableDocument("The document has no pages.");
    }
    if (pages.size() > most) {
      throw new UnreadableDocument(
          "The document has %d pages; allowed: at most %d.".formatted(pages.size(), most));
    }
    return pages;
  }
}
