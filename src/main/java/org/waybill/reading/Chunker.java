package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.waybill.text.Sentences;

/**
 * Cuts a page into chunks of a few sentences, small enough to have one subject. A paragraph that
 * fills a chunk is not joined with others. The last sentence of a chunk is repeated as the first
 * one of the next, so that related sentences stay together. No chunk goes on under another heading.
 */
final class Chunker {

  private static final int FULL = 350;
  private static final int LONGEST = 600;
  private static final int LONGEST_OVERLAP = 120;

  private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");

  /** Joiners stay: emoji and words of Persian and Indian languages are written with them. */
  private static final Pattern NOT_SAID =
      Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFD\\u00AD\\u200B\\u2060\\uFEFF&&[^\\s]]");

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}]");

  /**
   * A chunk.
   *
   * @param heading under which it stands, or null
   */
  record Piece(String heading, String text) {}

  private final HeadingPath headings = new HeadingPath();

  /** The chunks of the next page of a document. */
  List<Piece> cut(String page) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (String line : page.split("\\R", -1)) {
      int level = Headings.level(line);
      if (level == 0) {
        body.append(line).append('\n');
        continue;
      }
      addBody(pieces, body);
      String heading = clean(Headings.plain(line));
      headings.enter(level, heading);
      body.append(heading).append("\n\n");
    }
    addBody(pieces, body);
    return pieces;
  }

  private void addBody(List<Piece> pieces, StringBuilder body) {
    String heading = headings.shown();
    chunks(body.toString()).forEach(text -> pieces.add(new Piece(heading, text)));
    body.setLength(0);
  }

  private static List<String> chunks(String body) {
    List<String> chunks = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    String last = "";
    for (String sentence : sentences(body)) {
      if (chunk.length() > 0 && chunk.length() + sentence.length() > FULL) {
        add(chunks, chunk);
        chunk.setLength(0);
        chunk.append(last.length() <= LONGEST_OVERLAP ? last : "");
      }
      chunk.append(chunk.length() == 0 ? "" : " ").append(sentence);
      last = sentence;
    }
    add(chunks, chunk);
    return chunks;
  }

  private static List<String> sentences(String body) {
    List<String> sentences = new ArrayList<>();
    for (String paragraph : PARAGRAPH.split(withoutHyphens(body), -1)) {
      Sentences.of(clean(paragraph)).forEach(sentence -> addPieces(sentences, sentence));
    }
    return sentences;
  }

  private static String clean(String text) {
    return SPACE.matcher(NOT_SAID.matcher(text).replaceAll("")).replaceAll(" ").strip();
  }

  private static boolean isHyphen(char c) {
    return c == '-' || c == '\u2010' || c == '\u00ad';
  }

  /** Joins words that are hyphenated at the end of a line. */
  private static String withoutHyphens(String page) {
    StringBuilder joined = new StringBuilder(page.length());
    int at = 0;
    while (at < page.length()) {
      int next = isHyphen(page.charAt(at)) ? afterLineEnd(page, at + 1) : at;
      boolean parted =
          next > at
              && at > 0
              && isLower(page, at - 1)
              && next < page.length()
              && isLower(page, next);
      if (parted) {
        at = next;
      } else {
        joined.append(page.charAt(at++));
      }
    }
    return joined.toString();
  }

  /** The end of the white space that starts here, if it contains a line break; else 0. */
  private static int afterLineEnd(String page, int from) {
    int at = from;
    boolean ends = false;
    while (at < page.length() && Character.isWhitespace(page.charAt(at))) {
      ends |= page.charAt(at) == '\n' || page.charAt(at) == '\r';
      at++;
    }
    return ends ? at : 0;
  }

  private static boolean isLower(String page, int at) {
    return Character.getType(page.charAt(at)) == Character.LOWERCASE_LETTER;
  }

  /** Tables and lists may have very long sentences, which are cut at a space. */
  private static void addPieces(List<String> sentences, String sentence) {
    int from = 0;
    while (sentence.length() - from > LONGEST) {
      int end = from + FULL;
      // Not lastIndexOf, which would search back to the beginning of a text without spaces.
      while (end > from && sentence.charAt(end) != ' ') {
        end--;
      }
      end = end > from ? end : from + FULL;
      sentences.add(sentence.substring(from, end).strip());
      from = end;
    }
    String rest = sentence.substring(from).strip();
    if (!rest.isEmpty()) {
      sentences.add(rest);
    }
  }

  private static void add(List<String> chunks, CharSequence chunk) {
    if (LETTERS.matcher(chunk).find()) {
      chunks.add(chunk.toString());
    }
  }
}
