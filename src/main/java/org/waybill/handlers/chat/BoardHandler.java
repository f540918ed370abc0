package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.waybill.agent.Answer;
import org.waybill.board.Snapshots;
import org.waybill.handler.Outcome;
import org.waybill.handler.Question;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.json.Json;
import org.waybill.type.KnownTypes;

/**
 * Answers a question of the board, or does what it asks for after it was confirmed; and keeps a
 * snapshot of it.
 */
@ApplicationScoped
public class BoardHandler implements TaskHandler<BoardInput, BoardOutput> {

  private static final String CONFIRMED = "confirmed";
  private static final Duration PATIENCE = Duration.ofDays(1);

  @Inject private AgentResponder agentResponder;
  @Inject private Instance<ConfirmedAction.Kind> errands;
  @Inject private Snapshots snapshots;

  @Override
  public TaskType type() {
    return KnownTypes.BOARD_QUESTION;
  }

  @Override
  public Class<BoardInput> inputType() {
    return BoardInput.class;
  }

  @Override
  public Outcome<BoardOutput> run(BoardInput input, TaskContext context) throws Exception {
    String question = input.question();
    Optional<ConfirmedAction> errand =
        question == null
            ? Optional.empty()
            : errands.stream().flatMap(kind -> kind.in(question).stream()).findFirst();
    return errand.isPresent()
        ? run(errand.get(), question, context)
        : agentResponder.answer(
            question, null, context, answer -> answered(question, answer, context));
  }

  private Outcome<BoardOutput> run(ConfirmedAction errand, String question, TaskContext context)
      throws Exception {
    String confirmed = context.answer(CONFIRMED);
    if (confirmed == null) {
      return Outcome.needsInput(
          Question.confirmation(errand.confirmation())
              .named(CONFIRMED)
              .expiresAfter(PATIENCE)
              .orElse(JsonValue.FALSE));
    }
    if (!confirmed.equals("true")) {
      return finished(question, "Nothing was done.", List.of("ask for confirmation"), context);
    }
    String done = context.step("errand", String.class, () -> errand.work().run(context));
    return finished(question, done, errand.plan(), context);
  }

  private Outcome<BoardOutput> finished(
      String question, String answer, List<String> plan, TaskContext context) throws Exception {
    String snapshot = keep(question, answer, plan, false, context);
    return Outcome.done(new BoardOutput(answer, "errand", plan, List.of(), snapshot));
  }

  private Outcome<BoardOutput> answered(String question, Answer answer, TaskContext context)
      throws Exception {
    ChatOutput output = ChatOutput.of(answer);
    List<String> plan = plan(answer);
    String snapshot =
        keep(question, output.answer(), plan, CacheabilityRule.is(question, answer), context);
    return Outcome.done(
        new BoardOutput(output.answer(), output.agent(), plan, output.citations(), snapshot));
  }

  private static List<String> plan(Answer answer) {
    List<String> plan = new ArrayList<>();
    plan.add("ask " + answer.agent());
    answer.passages().forEach(passage -> plan.add("quote " + passage.citation()));
    return plan;
  }

  private String keep(
      String question, String answer, List<String> plan, boolean reusable, TaskContext context)
      throws Exception {
    JsonObject content =
        Json.object()
            .add("question", question)
            .add("plan", Json.array(plan))
            .add("answer", answer)
            .build();
    return context.step(
        "snapshot",
        String.class,
        () ->
            snapshots
                .store(
                    context.tenant(),
                    context.userId(),
                    context.taskId(),
                    question,
                    content,
                    reusable)
                .toString());
  }
}
