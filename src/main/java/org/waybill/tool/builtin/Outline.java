package org.waybill.tool.builtin;

import jakarta.json.JsonArrayBuilder;
import java.util.ArrayList;
import java.util.List;
import org.waybill.document.PagePassage;
import org.waybill.json.Json;

/** The headings of a document, and its sections. */
final class Outline {

  private static final String INNER = " › ";
  private static final int MOST_HEADINGS = 2_000;

  /** Of a document without headings, or with too many. */
  private static final int MOST_SECTIONS = 100;

  private static final int PAGES_WITHOUT_HEADING = 10;

  /**
   * A part of a document.
   *
   * @param heading null if it has none
   */
  record Section(String heading, int from, int to, String text) {}

  private Outline() {}

  /** Each heading with its level, from 1, and its page; the first 2,000. */
  static JsonArrayBuilder of(List<PagePassage> passages) {
    JsonArrayBuilder headings = Json.array();
    List<String> last = List.of();
    int count = 0;
    for (PagePassage each : passages) {
      List<String> path =
          each.heading() == null ? List.of() : List.of(each.heading().split(INNER, -1));
      int common = 0;
      while (common < Math.min(path.size(), last.size())
          && path.get(common).equals(last.get(common))) {
        common++;
      }
      for (int level = common; level < path.size() && count < MOST_HEADINGS; level++) {
        count++;
        headings.add(
            Json.object()
                .add("level", level + 1)
                .add("page", each.page())
                .add("text", path.get(level)));
      }
      last = path;
    }
    return headings;
  }

  /** What stands under one outer heading, or on ten pages; at most about 100. */
  static List<Section> sections(List<PagePassage> passages) {
    List<Section> sections = new ArrayList<>();
    int pages = passages.get(passages.size() - 1).page() - passages.get(0).page() + 1;
    int fewest = Math.max(1, pages / MOST_SECTIONS);
    StringBuilder text = new StringBuilder();
    PagePassage first = null;
    PagePassage last = null;
    for (PagePassage each : passages) {
      if (first != null && ends(first, each, fewest)) {
        sections.add(new Section(outer(first), first.page(), last.page(), text.toString()));
        text.setLength(0);
        first = null;
      }
      first = first == null ? each : first;
      text.append(text.length() == 0 ? "" : "\n").append(each.text());
      last = each;
    }
    sections.add(new Section(outer(first), first.page(), last.page(), text.toString()));
    return sections;
  }

  private static boolean ends(PagePassage first, PagePassage next, int fewest) {
    int pages = next.page() - first.page();
    boolean other = !String.valueOf(outer(first)).equals(String.valueOf(outer(next)));
    return other
        ? pages >= fewest
        : outer(first) == null && pages >= Math.max(fewest, PAGES_WITHOUT_HEADING);
  }

  private static String outer(PagePassage passage) {
    return passage.heading() == null ? null : passage.heading().split(INNER, 2)[0];
  }
}
