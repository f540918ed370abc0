package org.waybill.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.waybill.agent.Sentences;

/**
 * Cuts a page into chunks: a few sentences each, small enough that one meaning fills it, never
 * across a paragraph that fills a chunk itself. The last sentence of a chunk opens the next one, so
 * that no thought is cut in two.
 */
final class Chunker {

  private static final int FULL = 350;
  private static final int LONGEST = 600;
  private static final int LONGEST_OVERLAP = 120;

  private static final Pattern HYPHEN = Pattern.compile("(?<=\\p{Ll})-\\s*\\R\\s*(?=\\p{Ll})");
  private static final Pattern PARAGRAPH = Pattern.compile("\\R\\s*\\R");
  private static final Pattern NOT_SAID = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFD&&[^\\s]]");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}]");

  private Chunker() {}

  static List<String> cut(String page) {
    List<String> chunks = new ArrayList<>();
    StringBuilder chunk = new StringBuilder();
    String last = "";
    for (String sentence : sentences(page)) {
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

  private static List<String> sentences(String page) {
    List<String> sentences = new ArrayList<>();
    for (String paragraph : PARAGRAPH.split(HYPHEN.matcher(page).replaceAll(""), -1)) {
      String line =
          SPACE.matcher(NOT_SAID.matcher(paragraph).replaceAll("")).replaceAll(" ").strip();
      Sentences.of(line).forEach(sentence -> addPieces(sentences, sentence));
    }
    return sentences;
  }

  /** Tables and lists have sentences without end: those are cut at a space. */
  private static void addPieces(List<String> sentences, String sentence) {
    String rest = sentence;
    while (rest.length() > LONGEST) {
      int space = rest.lastIndexOf(' ', FULL);
      int end = space > 0 ? space : FULL;
      sentences.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
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
