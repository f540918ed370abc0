package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;

/** Parts long text without pages into pieces that a reader finds something in. */
final class PageParts {

  private static final int FULL = 3_000;

  private PageParts() {}

  /** Pieces of about 3,000 characters, which end between paragraphs where there are some. */
  static List<String> of(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (String line : text.split("\\R", -1)) {
      boolean begins = Headings.level(line) > 0 ? part.length() > FULL / 2 : part.length() > FULL;
      if (begins) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(line).append('\n');
    }
    if (!part.toString().isBlank() || parts.isEmpty()) {
      parts.add(part.toString());
    }
    return parts;
  }
}
