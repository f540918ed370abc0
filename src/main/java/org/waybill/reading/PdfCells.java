package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.text.TextPosition;

/**
 * Finds rows of tables on a page of a PDF, which knows only letters and their places: lines one
 * below the other that have wide gaps, and words before or behind these in one column.
 */
final class PdfCells {

  /** Where cells are parted, until all of the page is known. */
  private static final char MARK = '\u001f';

  private static final String BAR = " | ";

  /** Of a gap between cells: in blanks, and in shares of the letters' size. */
  private static final double BLANKS = 2.2;

  private static final double SIZES = 0.9;

  /** How far words of one column may be apart, in points. */
  private static final double COLUMN = 3;

  /** Words without wide gaps between them. */
  private static final class Cell {
    private final int at;
    private final double start;
    private double end;

    Cell(int at, double start) {
      this.at = at;
      this.start = start;
    }
  }

  private final List<List<Cell>> lines = new ArrayList<>();

  /**
   * A word.
   *
   * @param at its place in the page's text
   * @param begins whether it is the first one of its line
   */
  void add(int at, boolean begins, List<TextPosition> word) {
    if (word.isEmpty()) {
      return;
    }
    TextPosition first = word.get(0);
    TextPosition last = word.get(word.size() - 1);
    if (begins || lines.isEmpty()) {
      lines.add(new ArrayList<>());
    }
    List<Cell> line = lines.get(lines.size() - 1);
    Cell cell = line.isEmpty() ? null : line.get(line.size() - 1);
    double widest = Math.max(BLANKS * first.getWidthOfSpace(), SIZES * first.getFontSizeInPt());
    if (cell == null || first.getXDirAdj() - cell.end > widest) {
      cell = new Cell(at, first.getXDirAdj());
      line.add(cell);
    }
    cell.end = last.getXDirAdj() + last.getWidthDirAdj();
  }

  /** The next page begins. */
  void clear() {
    lines.clear();
  }

  /** The page's text, as long as it was, with marks between cells. */
  String marked(String page) {
    StringBuilder marked = new StringBuilder(page.replace(MARK, ' '));
    for (int i = 0; i < lines.size(); i++) {
      List<Cell> line = lines.get(i);
      boolean isRow =
          line.size() > 1
              && (i > 0 && isBelow(lines.get(i - 1), line)
                  || i + 1 < lines.size() && isBelow(line, lines.get(i + 1)));
      for (int cell = 1; isRow && cell < line.size(); cell++) {
        int before = line.get(cell).at - 1;
        if (before >= 0 && before < marked.length() && marked.charAt(before) == ' ') {
          marked.setCharAt(before, MARK);
        }
      }
    }
    return marked.toString();
  }

  private static boolean isBelow(List<Cell> above, List<Cell> below) {
    if (above.size() < 2 || below.size() < 2) {
      return false;
    }
    int next = 1;
    for (Cell cell : above.subList(1, above.size())) {
      while (next < below.size() && below.get(next).end < cell.start - COLUMN) {
        next++;
      }
      if (next < below.size() && isColumn(cell, below.get(next))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isColumn(Cell one, Cell other) {
    return Math.abs(one.start - other.start) < COLUMN || Math.abs(one.end - other.end) < COLUMN;
  }

  /** The text with bars in place of the marks. */
  String shown(String marked) {
    return marked.replace(String.valueOf(MARK), BAR);
  }
}
