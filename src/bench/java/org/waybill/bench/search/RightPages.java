package org.waybill.bench.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import org.waybill.questions.Question;
import org.waybill.questions.Question.Kind;
import org.waybill.questions.SharedWords;

/** Which pages answer which question, and whether the questions are what they are said to be. */
final class RightPages {

  private static final int MOST = 6;

  private final Map<String, PageTexts> texts = new HashMap<>();

  RightPages(Map<String, Path> documents) throws IOException {
    for (Map.Entry<String, Path> each : documents.entrySet()) {
      texts.put(each.getKey(), PageTexts.read(each.getValue()));
    }
  }

  boolean isRight(Question question, Place place) {
    PageTexts document = texts.get(question.document());
    return place.document().equals(question.document())
        && (!document.paged() || of(question).contains(place.page()));
  }

  /** How many pages a document has. */
  int pages(String document) {
    return texts.get(document).pages().size();
  }

  /** Counted from 1. */
  Set<Integer> of(Question question) {
    List<String> pages = texts.get(question.document()).pages();
    Set<Integer> right = new TreeSet<>();
    for (int i = 0; i < pages.size(); i++) {
      if (question.answer().matcher(pages.get(i)).find()) {
        right.add(i + 1);
      }
    }
    return right;
  }

  /** What is wrong with these questions, in these versions of the documents. */
  List<String> faults(List<Question> questions) {
    List<String> faults = new ArrayList<>();
    for (Question question : questions) {
      if (question.kind().answered()) {
        int pages = of(question).size();
        if (pages < 1 || pages > MOST) {
          faults.add(question.id() + ": " + pages + " pages have the answer");
        }
      }
      if (question.kind() == Kind.REPHRASED) {
        Set<String> shared = shared(question);
        if (!shared.isEmpty()) {
          faults.add(question.id() + ": the passage has its words " + shared);
        }
      }
      if (question.kind() == Kind.NEAR && isAnywhere(question)) {
        faults.add(question.id() + ": a document may have the answer");
      }
    }
    return faults;
  }

  private Set<String> shared(Question question) {
    Set<String> shared = new TreeSet<>();
    for (String page : texts.get(question.document()).pages()) {
      Matcher matcher = question.answer().matcher(page);
      while (matcher.find()) {
        shared.addAll(SharedWords.of(question.text(), sentence(page, matcher.toMatchResult())));
      }
    }
    return shared;
  }

  private static String sentence(String page, MatchResult match) {
    int from = page.lastIndexOf(". ", match.start()) + 1;
    int to = page.indexOf(". ", match.end());
    return page.substring(Math.max(0, from), to < 0 ? page.length() : to);
  }

  private boolean isAnywhere(Question question) {
    return texts.values().stream()
        .flatMap(document -> document.pages().stream())
        .anyMatch(page -> question.answer().matcher(page).find());
  }
}
