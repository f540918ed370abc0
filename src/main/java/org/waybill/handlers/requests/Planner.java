package org.waybill.handlers.requests;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import org.waybill.agent.Agent;
import org.waybill.agent.Skill;
import org.waybill.json.Json;
import org.waybill.text.Sentences;

/** Decides what is to be answered, and by what. */
@ApplicationScoped
class Planner {

  private static final int MOST_STEPS = 10;

  private final Agent agent;

  /** For the container's proxy. */
  protected Planner() {
    this(null);
  }

  @Inject
  Planner(Agent agent) {
    this.agent = agent;
  }

  /** {@code {"goal":…,"steps":[{"id":1,"question":…,"skill":…}]}}. */
  JsonObject plan(String message) {
    JsonArrayBuilder steps = Json.array();
    List<String> questions = questions(message);
    for (int i = 0; i < questions.size(); i++) {
      steps.add(
          Json.object()
              .add("id", i + 1)
              .add("question", questions.get(i))
              .add("skill", agent.skillFor(questions.get(i)).label()));
    }
    return Json.object().add("goal", message).add("steps", steps).build();
  }

  /** A model reads a message as a whole; rules read one question at a time. */
  private List<String> questions(String message) {
    List<String> sentences = Sentences.of(message);
    boolean several =
        sentences.size() > 1
            && sentences.size() <= MOST_STEPS
            && sentences.stream().allMatch(sentence -> sentence.endsWith("?"))
            && agent.skillFor(message) != Skill.MODEL;
    return several ? sentences : List.of(message.strip());
  }
}
