package org.waybill.reading;

import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

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
    HtmlText text = new HtmlText();
    document.traverse(text);
    return text.toString();
  }

  /** The text of Markdown (CommonMark): headings, paragraphs, list items and code. */
  static String markdown(String source) {
    return new MarkdownText().of(MARKDOWN.parse(source));
  }
}
