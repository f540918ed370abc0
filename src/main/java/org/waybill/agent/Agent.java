package org.waybill.agent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.waybill.config.Settings;
import org.waybill.model.ModelFailure;

/** Answers questions: with the configured language model, or with the local agent. */
@ApplicationScoped
public class Agent {

  private final Optional<ModelEndpoint> endpoint;
  private final ModelAgent model;
  private final LocalAgent local;

  /** For the container's proxy. */
  protected Agent() {
    this.endpoint = Optional.empty();
    this.model = null;
    this.local = null;
  }

  @Inject
  public Agent(Settings settings, ModelAgent model, LocalAgent local) {
    this.endpoint = ModelEndpoint.of(settings);
    this.model = model;
    this.local = local;
  }

  /**
   * Answers, and passes each piece to the listener as it arrives.
   *
   * @throws ModelFailure if there is no whole answer
   * @throws InterruptedException if the listener or an interrupt stops it
   */
  public Answer answer(AgentQuestion question, AnswerListener answerListener)
      throws InterruptedException {
    return endpoint.isPresent()
        ? model.answer(endpoint.get(), question, answerListener)
        : local.answer(question, answerListener);
  }

  /** What would answer a question now. */
  public Skill skillFor(String question) {
    return endpoint.isPresent() ? Skill.MODEL : local.skillFor(question);
  }
}
