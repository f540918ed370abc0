package org.waybill.tool.builtin;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.waybill.document.DocumentPage;
import org.waybill.json.Json;

/** The tables on the pages of a document, as CSV (RFC 4180). */
final class PageTables {

  /** Of all tables, in characters. */
  private static final int LONGEST = 200_000;

  private static final int MOST = 500;
  private static final String CELL = " | ";

  private final JsonArrayBuilder tables = Json.array();
  private final List<List<String>> rows = new ArrayList<>();
  private int count;
  private int length;
  private boolean cut;

  private PageTables() {}

  /** Adds {@code tables} and {@code truncated}. */
  static void add(JsonObjectBuilder result, List<DocumentPage> pages) {
    PageTables all = new PageTables();
    for (DocumentPage page : pages) {
      page.text().lines().filter(line -> !line.isBlank()).forEach(line -> all.line(page, line));
      all.end(page);
    }
    result.add("tables", all.tables).add("truncated", all.cut);
  }

  private void line(DocumentPage page, String line) {
    String row = " " + line + " ";
    if (row.contains(CELL)) {
      rows.add(List.of(row.split(" \\| ", -1)));
    } else {
      end(page);
    }
  }

  /** One row alone is no table: a line of text may have bars. */
  private void end(DocumentPage page) {
    if (rows.size() > 1) {
      String csv = rows.stream().map(PageTables::csv).collect(Collectors.joining("\r\n"));
      length += csv.length();
      cut |= length > LONGEST || count == MOST;
      if (!cut) {
        count++;
        tables.add(
            Json.object().add("page", page.number()).add("rows", rows.size()).add("csv", csv));
      }
    }
    rows.clear();
  }

  private static String csv(List<String> row) {
    return row.stream().map(String::strip).map(PageTables::quoted).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
