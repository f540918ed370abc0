package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;
import org.waybill.text.CallerText;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Text of a file that was turned into XHTML: a line for each paragraph, and for each row of a table
 * with bars between its cells.
 */
final class OfficeText extends DefaultHandler {

  private static final String CELL = " | ";
  private static final String XHTML = "http://www.w3.org/1999/xhtml";

  private final int longest;
  private final boolean hasSheets;
  private final List<String> pages = new ArrayList<>();
  private final StringBuilder page = new StringBuilder();
  private final StringBuilder cell = new StringBuilder();
  private final StringBuilder row = new StringBuilder();
  private int characters;
  private int rows;
  private int skipped;
  private boolean full;

  /**
   * @param longest in characters
   * @param hasSheets whether each heading of the first level begins a page
   */
  OfficeText(int longest, boolean hasSheets) {
    this.longest = longest;
    this.hasSheets = hasSheets;
  }

  /** Whether it was longer than allowed. */
  boolean isFull() {
    return full;
  }

  UnreadableDocument tooLong() {
    return new UnreadableDocument("The text is longer than " + longest + " characters.");
  }

  /**
   * The pages; long ones are parted.
   *
   * @param head comes first
   */
  List<String> pages(String head) {
    endPage();
    List<String> parted = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      parted.addAll(PageParts.of((i == 0 ? head : "") + pages.get(i)));
    }
    if (pages.isEmpty() && !head.isBlank()) {
      parted.add(head);
    }
    return parted;
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes) {
    if (skipped > 0 || isSkipped(name)) {
      skipped++;
      return;
    }
    if (name.equals("div") && isPage(attributes.getValue("class"))
        || name.equals("h1") && hasSheets) {
      endPage();
    }
    if (name.equals("tr")) {
      rows++;
      cell.setLength(0);
    } else if (isCell(name)) {
      cell.setLength(0);
    } else if (Headings.levelOf(name) > 0) {
      page.append("\n\n").append(Headings.mark(Headings.levelOf(name)));
    } else if (isBlock(name)) {
      space();
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) {
    if (skipped > 0) {
      skipped--;
      return;
    }
    if (isCell(name)) {
      endCell();
    } else if (name.equals("tr")) {
      rows--;
      if (rows == 0) {
        page.append("\n\n").append(row);
        row.setLength(0);
      }
    } else if (Headings.levelOf(name) > 0 || isBlock(name)) {
      space();
    }
  }

  /** A table within a cell is part of its row. */
  private void endCell() {
    String text = CallerText.withSingleSpaces(cell.toString());
    cell.setLength(0);
    row.append(row.length() == 0 ? "" : CELL).append(text);
  }

  private void space() {
    if (rows > 0) {
      cell.append(' ');
    } else {
      page.append("\n\n");
    }
  }

  @Override
  public void characters(char[] text, int from, int length) {
    if (skipped > 0) {
      return;
    }
    characters += length;
    if (characters > longest) {
      full = true;
      throw tooLong();
    }
    String clean = Headings.unmarked(new String(text, from, length));
    (rows > 0 ? cell : page).append(clean);
  }

  @Override
  public void ignorableWhitespace(char[] text, int from, int length) {
    (rows > 0 ? cell : page).append(' ');
  }

  private void endPage() {
    String text = page.toString();
    page.setLength(0);
    if (!Headings.plain(text).isBlank()) {
      pages.add(text);
    }
  }

  private static boolean isPage(String type) {
    return type != null && (type.equals("page") || type.equals("slide-content"));
  }

  private static boolean isCell(String name) {
    return name.equals("td") || name.equals("th");
  }

  private static boolean isSkipped(String name) {
    return name.equals("head") || name.equals("script") || name.equals("style");
  }

  private static boolean isBlock(String name) {
    return switch (name) {
      case "p", "div", "li", "ul", "ol", "br", "table", "blockquote", "pre" -> true;
      default -> false;
    };
  }

  /** An element with this text. */
  static void write(ContentHandler to, String element, String text) throws SAXException {
    to.startElement(XHTML, element, element, new AttributesImpl());
    to.characters(text.toCharArray(), 0, text.length());
    to.endElement(XHTML, element, element);
  }
}
