package org.waybill.reading;

import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Removes the markup of a text and keeps its paragraphs. */
final class MarkupStripper {

  /**
   * Deeper nesting is read as text: real documents have less, and each level costs time per line.
   */
  private static final int DEEPEST = 100;

  private static final Parser MARKDOWN =
      Parser.builder().maxOpenBlockParsers(DEEPEST).maxInlineNesting(DEEPEST).build();

  private MarkupStripper() {}

  static String html(String source) {
    Document document = Jsoup.parse(source);
    document.select("script, style, noscript, template, head").remove();
    StringBuilder text = new StringBuilder();
    document.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
              text.append(words.text());
            } else if (node instanceof Element element && breaksLine(element)) {
              text.append("\n\n");
              int level = Headings.levelOf(element.normalName());
              if (level > 0 && element.hasText()) {
                text.append(Headings.mark(level));
              }
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element element && breaksLine(element)) {
              text.append("\n\n");
            }
          }
        });
    return text.toString();
  }

  private static boolean breaksLine(Element element) {
    return element.isBlock() || element.normalName().equals("br");
  }

  /** The text of Markdown (CommonMark): headings, paragraphs, list items and code. */
  static String markdown(String source) {
    return new MarkdownText().of(MARKDOWN.parse(source));
  }
}
