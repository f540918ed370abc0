package org.waybill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Answers questions: with the configured language model, or with the local agent. */
@ApplicationScoped
public class Agent {

  private final ModelAgent model;
  private final LocalAgent local;

  /** For the container's proxy. */
  protected Agent() {
    this(null, null);
  }

  @Inject
  public Agent(ModelAgent model, LocalAgent local) {
    this.model = model;
    this.local = local;
  }

  /**
   * Answers, and passes each piece to the listener as it arrives.
   *
   * @throws org.waybill.model.ModelFailure if there is no whole answer
   * @throws NeedsModel if none is configured and it takes one
   * @throws InterruptedException if the listener or an interrupt stops it
   */
  public Answer answer(AgentQuestion question, AnswerListener answerListener)
      throws InterruptedException {
    return model.isConfigured()
        ? model.answer(question, answerListener)
        : local.answer(question, answerListener);
  }

  /** What would answer a question now. */
  public Skill skillFor(String question) {
    return model.isConfigured() ? Skill.MODEL : local.skillFor(question);
  }
}
