package org.waybill.questions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.waybill.questions.Question.Kind;

class QuestionFileTest {

  private final List<Question> questions = QuestionFile.read(QuestionFile.USUAL);

  QuestionFileTest() throws IOException {}

  @Test
  void hasEnoughQuestionsOfEachKind() {
    assertThat(count(Kind.DIRECT, "en")).isEqualTo(60);
    assertThat(count(Kind.REPHRASED, "en")).isEqualTo(40);
    assertThat(count(Kind.FAR, "en")).isEqualTo(50);
    assertThat(count(Kind.NEAR, "en")).isEqualTo(50);
    assertThat(count(Kind.DIRECT, "de")).isGreaterThanOrEqualTo(10);
    assertThat(count(Kind.DIRECT, "fr")).isGreaterThanOrEqualTo(10);
    assertThat(count(Kind.DIRECT, "ja")).isGreaterThanOrEqualTo(8);
    assertThat(count(Kind.DIRECT, "ru")).isGreaterThanOrEqualTo(8);
  }

  @Test
  void everyIdAndEveryTextIsThereOnce() {
    assertThat(questions).extracting(Question::id).doesNotHaveDuplicates();
    assertThat(questions).extracting(Question::text).doesNotHaveDuplicates();
  }

  @Test
  void theAnswersAreInManyDocuments() {
    Set<String> english =
        questions.stream()
            .filter(question -> question.kind().answered() && question.language().equals("en"))
            .map(Question::document)
            .collect(Collectors.toSet());
    assertThat(english).hasSizeGreaterThanOrEqualTo(20);
  }

  @Test
  void onlyFarQuestionsHaveNothingToCheckThemBy() {
    assertThat(questions)
        .allSatisfy(
            question ->
                assertThat(question.answer() == null).isEqualTo(question.kind() == Kind.FAR));
    assertThat(questions)
        .allSatisfy(
            question ->
                assertThat(question.document().equals("-")).isEqualTo(!question.kind().answered()));
  }

  @Test
  void rephrasedQuestionsUseNoWordOfTheirAnswer() {
    assertThat(questions)
        .filteredOn(question -> question.kind() == Kind.REPHRASED)
        .allSatisfy(
            question ->
                assertThat(SharedWords.of(question.text(), question.answer().pattern())).isEmpty());
  }

  @Test
  void wordsAreSharedInAnotherFormAndNamesAreNotCounted() {
    assertThat(SharedWords.of("Which printer did Debian print it on?", "Debian printed 2 pages."))
        .containsExactly("print", "printer");
    assertThat(SharedWords.of("Is it in R 4.2?", "It is in R 4.2")).isEmpty();
  }

  private long count(Kind kind, String language) {
    return questions.stream()
        .filter(question -> question.kind() == kind && question.language().equals(language))
        .count();
  }
}
