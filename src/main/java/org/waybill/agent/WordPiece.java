package org.waybill.agent;

import jakarta.json.JsonNumber;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.waybill.json.Json;
import org.waybill.text.CallerText;

/** BERT's uncased tokenizer: text to the ids that the embedding model was trained on. */
final class WordPiece {

  private static final int UNKNOWN = 100;
  private static final int START = 101;
  private static final int END = 102;
  private static final int LONGEST_WORD = 100;

  private static final Pattern ACCENT = Pattern.compile("\\p{Mn}+");

  /** A character that is a token of its own, or a run of all others up to the next space. */
  private static final Pattern WORD =
      Pattern.compile("[\\p{IsHan}\\p{P}$+<=>^`|~]|[^\\s\\p{Z}\\p{IsHan}\\p{P}$+<=>^`|~]+");

  private static final Pattern CONTROL = Pattern.compile("[\\x00\\uFFFD\\p{C}&&[^\\t\\n\\r]]");

  private final Map<String, Integer> vocabulary;

  private WordPiece(Map<String, Integer> vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Reads a Hugging Face {@code tokenizer.json}. */
  static WordPiece read(InputStream tokenizerJson) throws IOException {
    try (tokenizerJson) {
      Map<String, Integer> vocabulary = new HashMap<>(1 << 16);
      Json.read(tokenizerJson)
          .asJsonObject()
          .getJsonObject("model")
          .getJsonObject("vocab")
          .forEach((piece, id) -> vocabulary.put(piece, ((JsonNumber) id).intValue()));
      return new WordPiece(vocabulary);
    }
  }

  /** The ids of a text between its start and end marks, at most {@code limit} of them. */
  long[] ids(String text, int limit) {
    List<Integer> ids = new ArrayList<>();
    ids.add(START);
    var words = WORD.matcher(normal(text));
    while (ids.size() < limit && words.find()) {
      addPieces(words.group(), ids);
    }
    List<Integer> kept = ids.subList(0, Math.min(ids.size(), limit - 1));
    kept.add(END);
    return kept.stream().mapToLong(Integer::longValue).toArray();
  }

  private static String normal(String text) {
    String clean = CONTROL.matcher(text).replaceAll("");
    String bare = ACCENT.matcher(CallerText.normalised(clean, Normalizer.Form.NFD)).replaceAll("");
    return CallerText.lowerCase(bare);
  }

  private void addPieces(String word, List<Integer> ids) {
    int before = ids.size();
    int from = 0;
    while (from < word.length() && word.length() <= LONGEST_WORD) {
      int to = word.length();
      while (to > from && !vocabulary.containsKey(piece(word, from, to))) {
        to--;
      }
      if (to == from) {
        break;
      }
      ids.add(vocabulary.get(piece(word, from, to)));
      from = to;
    }
    if (from < word.length()) {
      ids.subList(before, ids.size()).clear();
      ids.add(UNKNOWN);
    }
  }

  private static String piece(String word, int from, int to) {
    return from == 0 ? word.substring(0, to) : "##" + word.substring(from, to);
  }
}
