package org.waybill.questions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the questions: a line each, columns separated by tabs, comments begin with {@code #}. */
public final class QuestionFile {

  public static final Path USUAL = Path.of("src", "bench", "resources", "search", "questions.tsv");

  private static final String NONE = "-";

  private QuestionFile() {}

  public static List<Question> read(Path file) throws IOException {
    try (var lines = Files.lines(file)) {
      return lines.filter(line -> !line.startsWith("#")).map(QuestionFile::question).toList();
    }
  }

  private static Question question(String line) {
    String[] column = line.split("\t", -1);
    if (column.length != 6) {
      throw new IllegalArgumentException("six columns are needed: " + line);
    }
    Pattern answer = column[5].equals(NONE) ? null : Pattern.compile(column[5]);
    return new Question(
        column[0], Question.Kind.of(column[1]), column[2], column[3], column[4], answer);
  }
}
