package org.waybill.reading;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of a parsed HTML document: paragraphs apart, rows of tables with bars between cells. */
final class HtmlText implements NodeVisitor {

  /** A row with more in it is one that only lays out a page. */
  private static final int MOST_NODES = 300;

  private final StringBuilder text = new StringBuilder();
  private Element row;
  private int cells;

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words) {
      text.append(words.text());
    } else if (node instanceof Element element) {
      begin(element);
    }
  }

  private void begin(Element element) {
    String name = element.normalName();
    if (row != null) {
      boolean isCell = name.equals("td") || name.equals("th");
      text.append(isCell && cells++ > 0 ? " | " : breaksLine(element) ? " " : "");
      return;
    }
    if (breaksLine(element)) {
      text.append("\n\n");
      int level = Headings.levelOf(name);
      if (level > 0 && element.hasText()) {
        text.append(Headings.mark(level));
      }
    }
    if (name.equals("tr") && hasCells(element)) {
      row = element;
      cells = 0;
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node == row) {
      row = null;
    }
    if (row == null && node instanceof Element element && breaksLine(element)) {
      text.append("\n\n");
    }
  }

  private static boolean breaksLine(Element element) {
    return element.isBlock() || element.normalName().equals("br");
  }

  /** Whether the row is one of cells, and not the frame of a whole page. */
  private static boolean hasCells(Element row) {
    Node node = row;
    for (int i = 0; i < MOST_NODES; i++) {
      node = next(node, row);
      if (node == null) {
        return true;
      }
      String name = node.normalName();
      if (name.equals("table") || Headings.levelOf(name) > 0) {
        return false;
      }
    }
    return false;
  }

  private static Node next(Node last, Node root) {
    if (last.childNodeSize() > 0) {
      return last.childNode(0);
    }
    Node node = last;
    while (node != root && node.nextSibling() == null) {
      node = node.parent();
    }
    return node == root ? null : node.nextSibling();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
