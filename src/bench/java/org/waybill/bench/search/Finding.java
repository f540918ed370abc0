package org.waybill.bench.search;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.waybill.questions.Question;

/**
 * What was found for a question.
 *
 * @param right the pages that have the answer
 * @param hits of Waybill's search, best first
 * @param plain the same of BM25
 * @param cited by the answer in a chat, best first
 * @param isRight whether a place has the answer
 */
record Finding(
    Question question,
    Set<Integer> right,
    List<Place> hits,
    List<Place> plain,
    List<Place> cited,
    Predicate<Place> isRight) {

  static final String HEADER =
      "id\tkind\tlanguage\trank\tBM25\tcitation\tquestion\tdocument\tright\thits\tcited\tBM25 hits\n";

  /** Of the first right one of these, counted from 1; 0 if there is none. */
  int rank(List<Place> places) {
    for (int i = 0; i < places.size(); i++) {
      if (isRight.test(places.get(i))) {
        return i + 1;
      }
    }
    return 0;
  }

  boolean within(List<Place> places, int limit) {
    int rank = rank(places);
    return rank > 0 && rank <= limit;
  }

  boolean firstCitationIsRight() {
    return rank(cited) == 1;
  }

  /** One line of the file, for whoever looks at the misses. */
  String row() {
    String citation = cited.isEmpty() ? "none" : firstCitationIsRight() ? "right" : "wrong";
    return String.join(
            "\t",
            question.id(),
            question.kind().name(),
            question.language(),
            Integer.toString(rank(hits)),
            Integer.toString(rank(plain)),
            citation,
            question.text(),
            question.document(),
            right.toString(),
            text(hits),
            text(cited),
            text(plain))
        + "\n";
  }

  private static String text(List<Place> places) {
    return places.stream().map(Place::toString).collect(Collectors.joining(" "));
  }
}
