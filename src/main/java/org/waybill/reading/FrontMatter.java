package org.waybill.reading;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands before the text of a Markdown file, for programs: only its title is read. */
final class FrontMatter {

  private static final Pattern BLOCK =
      Pattern.compile(
          "\\A(---|\\+\\+\\+)[ \\t]*\\n(.*?\\n)??(?:\\1|\\.\\.\\.)[ \\t]*(?:\\n|\\z)",
          Pattern.DOTALL);
  private static final Pattern TITLE =
      Pattern.compile("(?mi)^title[ \\t]*[:=][ \\t]*(\"[^\"\\n]+\"|'[^'\\n]+'|[^\"'\\n]+)[ \\t]*$");
  private static final Pattern KEY = Pattern.compile("(?m)^[\\w-]+[ \\t]*[:=]");

  private FrontMatter() {}

  /** The text of Markdown, under its title. */
  static String markdown(String source) {
    Matcher block = BLOCK.matcher(source);
    boolean isThere = block.find() && block.group(2) != null && KEY.matcher(block.group(2)).find();
    if (!isThere) {
      return MarkupStripper.markdown(source);
    }
    Matcher title = TITLE.matcher(block.group(2));
    String text = MarkupStripper.markdown(source.substring(block.end()));
    return title.find() ? Headings.mark(1) + unquoted(title.group(1)) + "\n\n" + text : text;
  }

  private static String unquoted(String value) {
    String text = value.strip();
    boolean quoted = text.length() > 2 && (text.startsWith("\"") || text.startsWith("'"));
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
