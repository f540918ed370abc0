package org.waybill.reading;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** Takes the markup out of a text and keeps its paragraphs. */
final class Markup {

  private Markup() {}

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

  /** Markdown reads well as it is: only what is not said aloud goes. */
  static String markdown(String source) {
    return source
        .replaceAll("(?m)^#{1,6} +(.*?) *#*$", "\n$1\n")
        .replaceAll("(?m)^(?:```|~~~).*$", "")
        .replaceAll("!?\\[([^\\]]*)]\\([^)]*\\)", "$1")
        .replaceAll("(\\*\\*|__|`)(\\S.*?\\S|\\S)\\1", "$2")
        .replaceAll("(?m)^ *[-*+] +", "\n• ");
  }
}
