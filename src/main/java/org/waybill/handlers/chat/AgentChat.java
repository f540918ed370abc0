package org.waybill.handlers.chat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.waybill.agent.AgentQuestion;
import org.waybill.agent.Answer;
import org.waybill.agent.LocalAgent;
import org.waybill.agent.NeedsModel;
import org.waybill.agent.definition.AgentDefinition;
import org.waybill.agent.definition.Agents;
import org.waybill.agent.definition.AnsweredChats;
import org.waybill.agent.loop.AgentAnswer;
import org.waybill.agent.loop.AgentLoop;
import org.waybill.agent.loop.AgentMemory;
import org.waybill.agent.loop.AgentRouter;
import org.waybill.agent.loop.AgentRun;
import org.waybill.approval.ApprovalNeeded;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.model.ModelFailure;
import org.waybill.model.Models;
import org.waybill.owner.Owner;
import org.waybill.tool.ClientTool;

/** Has the agent that a message names answer it. */
@ApplicationScoped
class AgentChat {

  private static final Duration BUSY = Duration.ofSeconds(10);

  @Inject private Agents agents;
  @Inject private AgentLoop loop;
  @Inject private AgentRouter router;
  @Inject private Models models;
  @Inject private LocalAgent local;
  @Inject private AgentMemory memory;
  @Inject private AnsweredChats answered;
  @Inject private AnswerCitations citations;

  /**
   * Answers a message, which streams while it is made.
   *
   * @param chat whose earlier messages count, or null
   * @param then what becomes of the answer
   */
  <O> Outcome<O> answer(
      String name, String message, String chat, TaskContext context, Function<ChatOutput, O> then)
      throws Exception {
    return answer(name, message, List.of(), chat, context, then);
  }

  /** The same for a message whose client may have tools of its own. */
  Outcome<ChatOutput> answer(ChatInput input, String chat, TaskContext context) throws Exception {
    List<ClientTool> tools;
    try {
      tools = ClientTool.of(input.clientTools());
    } catch (IllegalArgumentException e) {
      return Outcome.giveUp("invalid_input", e.getMessage());
    }
    return answer(input.agent(), input.message(), tools, chat, context, output -> output);
  }

  private <O> Outcome<O> answer(
      String name,
      String message,
      List<ClientTool> clientTools,
      String chat,
      TaskContext context,
      Function<ChatOutput, O> then)
      throws Exception {
    if (message == null || message.isBlank()) {
      return Outcome.giveUp("invalid_input", "The input has no message.");
    }
    if (message.length() > AgentResponder.LONGEST_MESSAGE) {
      return Outcome.giveUp(
          "invalid_input",
          "The message has more than " + AgentResponder.LONGEST_MESSAGE + " characters.");
    }
    if (!models.isConfigured()) {
      return withoutModel(message, chat, context, then);
    }
    try {
      return run(name, message, clientTools, chat, context, then);
    } catch (ApprovalNeeded e) {
      return Outcome.needsInput(e.question());
    } catch (ModelFailure.Busy e) {
      return Outcome.snooze(e.after() == null ? BUSY : e.after(), e.getMessage());
    } catch (ModelFailure.OverBudget e) {
      return Outcome.giveUp(ModelFailure.OverBudget.REASON, e.getMessage());
    } catch (ModelFailure.Refused e) {
      return Outcome.giveUp("model_refused", e.getMessage());
    }
  }

  private <O> Outcome<O> run(
      String name,
      String message,
      List<ClientTool> clientTools,
      String chat,
      TaskContext context,
      Function<ChatOutput, O> then)
      throws Exception {
    Optional<AgentDefinition> agent = choose("agent", name, context);
    if (agent.isPresent() && name.equals(AgentRouter.NAME)) {
      AgentRun asked = memory.run(agent.get(), message, chat, context);
      String to = context.step("route", String.class, () -> router.route(asked, context));
      agent = choose("routed", to, context);
    }
    if (agent.isEmpty()) {
      return Outcome.giveUp("unknown_agent", "There is no agent " + name + ".");
    }
    AgentRun run = memory.run(agent.get(), message, chat, context);
    AgentAnswer answer = loop.run(run.offering(clientTools), context);
    answered.note(context.taskId(), answer.agent(), answer.model());
    citations.note(context, answer.citations());
    return Outcome.done(then.apply(ChatOutput.of(answer)));
  }

  /** The version that this task runs, in every attempt. */
  private Optional<AgentDefinition> choose(String step, String name, TaskContext context)
      throws Exception {
    Owner owner = owner(context);
    Integer version =
        context.step(
            step + ".version",
            Integer.class,
            () ->
                agents
                    .choose(owner, name, context.chatId(), context.taskId())
                    .map(AgentDefinition::version)
                    .orElse(null));
    return version == null
        ? Optional.empty()
        : agents
            .version(context.tenant(), name, version)
            .or(() -> agents.find(context.tenant(), name));
  }

  private static Owner owner(TaskContext context) {
    return new Owner(context.tenant(), context.userId());
  }

  /** What needs no guess is answered; nothing is done. */
  private <O> Outcome<O> withoutModel(
      String message, String chat, TaskContext context, Function<ChatOutput, O> then)
      throws InterruptedException {
    AgentQuestion question =
        new AgentQuestion(
            owner(context), message, memory.before(owner(context), chat, context.taskId()));
    try {
      Answer answer = local.answer(question, AgentResponder.listener(context));
      citations.note(context, answer.citations());
      return Outcome.done(then.apply(ChatOutput.of(answer)));
    } catch (NeedsModel e) {
      return Outcome.giveUp(NeedsModel.REASON, e.getMessage());
    }
  }
}
