package org.waybill.handler;

/**
 * Thrown by what a handler calls, and thrown on by the handler: a person has to answer a question
 * first. The task waits in {@code input_required}, and its next attempt finds the answer under the
 * name of the question.
 */
public class InputNeeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Question question;

  /**
   * @param question with a name
   */
  public InputNeeded(Question question) {
    super("waits for an answer");
    this.question = question;
  }

  public Question question() {
    return question;
  }
}
