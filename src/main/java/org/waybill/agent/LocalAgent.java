package org.waybill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.waybill.document.Documents;

/**
 * Answers where no language model is configured; {@link Answer#agent} says so. It has tools for
 * sums and dates, and quotes the caller's documents. It does not guess.
 */
@ApplicationScoped
public class LocalAgent {

  /** Its name in {@link Answer#agent}; never part of a text. */
  public static final String NAME = "Local agent (no language model)";

  /** Its answer if it finds nothing. */
  public static final String NOT_FOUND = "not found in your documents";

  private static final int MOST_PASSAGES = 3;

  /** Passages whose score is lower than the best one by more than this are left out. */
  private static final float BEHIND = 0.15f;

  private static final Pattern PIECE = Pattern.compile("\\S+\\s*|\\s+");

  private final Retrieval retrieval;
  private final Documents documents;
  private final List<QuestionTool> tools;

  /** For the container's proxy. */
  protected LocalAgent() {
    this(null, null, List.of());
  }

  @Inject
  public LocalAgent(Retrieval retrieval, Documents documents, Clock clock) {
    this(retrieval, documents, tools(clock.withZone(ZoneId.systemDefault())));
  }

  LocalAgent(Retrieval retrieval, Documents documents, List<QuestionTool> tools) {
    this.retrieval = retrieval;
    this.documents = documents;
    this.tools = tools;
  }

  static List<QuestionTool> tools(Clock clock) {
    return List.of(new DateQuestions(clock), new Calculator());
  }

  /**
   * Answers by rules or from documents.
   *
   * @throws NeedsModel if neither has an answer, and it is no question that the user's documents
   *     might have answered
   */
  public Answer answer(AgentQuestion question, AnswerListener answerListener)
      throws InterruptedException {
    Optional<Answer> known = known(question);
    if (known.isPresent()) {
      return say(known.get(), answerListener);
    }
    int searched = documents.countReady(question.owner());
    if (searched == 0 || !question.isQuestion()) {
      throw new NeedsModel();
    }
    return say(answer(notFound(searched), List.of()), answerListener);
  }

  private Optional<Answer> known(AgentQuestion question) throws InterruptedException {
    Optional<Answer> byRules =
        tools.stream()
            .flatMap(tool -> tool.answer(question.text()).stream())
            .findFirst()
            .map(text -> answer(text, List.of()));
    return byRules.isPresent() || !question.isQuestion() ? byRules : quoted(question);
  }

  private static Answer say(Answer answer, AnswerListener answerListener)
      throws InterruptedException {
    var pieces = PIECE.matcher(answer.text());
    while (pieces.find()) {
      answerListener.goOn();
      answerListener.piece(pieces.group());
    }
    return answer;
  }

  /** What answers this question. */
  Skill skillFor(String question) {
    return tools.stream()
        .filter(tool -> tool.answer(question).isPresent())
        .findFirst()
        .map(QuestionTool::skill)
        .orElse(Skill.DOCUMENTS);
  }

  private Optional<Answer> quoted(AgentQuestion question) throws InterruptedException {
    List<Passage> passages = closest(question);
    if (passages.isEmpty()) {
      return Optional.empty();
    }
    String quotes =
        passages.stream()
            .map(passage -> "“" + passage.text() + "” " + passage.citation())
            .collect(Collectors.joining("\n\n", "From your documents:\n\n", ""));
    return Optional.of(answer(quotes, passages));
  }

  private List<Passage> closest(AgentQuestion question) throws InterruptedException {
    List<Passage> passages =
        retrieval.answering(question.owner(), question.inContext(), MOST_PASSAGES);
    return passages.stream()
        .filter(passage -> passage.rank() >= passages.get(0).rank() - BEHIND)
        .toList();
  }

  private static String notFound(int searched) {
    return "This was " + NOT_FOUND + " (" + searched + " searched).";
  }

  private static Answer answer(String text, List<Passage> passages) {
    return new Answer(text, NAME, passages);
  }
}
