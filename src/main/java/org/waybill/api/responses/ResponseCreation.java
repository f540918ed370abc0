package org.waybill.api.responses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.agent.definition.Agents;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.ClientToolParser;
import org.waybill.api.IdempotentCalls;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.dispatch.SubmissionService;
import org.waybill.security.Caller;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.Task;
import org.waybill.task.TaskConstraints.UniquenessKey;
import org.waybill.tool.Tools;

/** Accepts requests: each creates a task, or goes on with one that has asked something. */
@ApplicationScoped
class ResponseCreation {

  private static final String CALL = "POST /v1/responses";

  @Inject private Agents agents;
  @Inject private Tools tools;
  @Inject private ChatTaskFactory turn;
  @Inject private IdempotentCalls repeated;
  @Inject private ResponseHistory history;
  @Inject private ResponseContinuation continuation;
  @Inject private SubmissionService submissionService;

  CompletionStage<AgentResponse> accept(Caller caller, CreateRequest request, HttpHeaders headers) {
    Optional<UniquenessKey> key = repeated.keyOf(headers, caller.userId(), CALL, request.json());
    Optional<Task> before = repeated.before(caller.tenant(), key);
    if (before.isPresent()) {
      return CompletableFuture.completedFuture(of(before.get()));
    }
    if (agents.find(caller.tenant(), request.model()).isEmpty()) {
      throw ResponseProblem.unknownModel(request.model());
    }
    ClientToolParser.requireFree(request.tools(), tools);
    AgentResponse previous = previous(caller, request);
    if (previous != null) {
      Optional<AgentResponse> continued = continuation.of(previous, request);
      if (continued.isPresent()) {
        return CompletableFuture.completedFuture(continued.get());
      }
    }
    NewTaskBuilder task = task(caller, request, previous == null ? null : previous.task().chatId());
    key.ifPresent(task::once);
    return submissionService.accept(task.build()).thenApply(this::of);
  }

  private NewTaskBuilder task(Caller caller, CreateRequest request, String chat) {
    return turn.of(
        caller,
        turn.chat(chat),
        request.turn(),
        request.model(),
        request.tools(),
        request.kept().toString());
  }

  private AgentResponse previous(Caller caller, CreateRequest request) {
    if (request.previous() == null) {
      if (!request.input().approvals().isEmpty()) {
        throw RequestBody.wrong(
            "previous_response_id", "is missing", "the response that asked for the approval");
      }
      if (!request.input().outputs().isEmpty() && request.input().text().isBlank()) {
        throw RequestBody.wrong(
            "previous_response_id", "is missing", "the response that has the function_call");
      }
      return null;
    }
    try {
      AgentResponse previous = history.find(request.previous(), caller);
      history.read(previous);
      if (previous.task().userId().equals(caller.userId())) {
        return previous;
      }
    } catch (Problem e) {
      // Said below: the request is wrong, not its path.
    }
    throw ResponseProblem.badRequest(
        "previous_response_not_found",
        "previous_response_id",
        "Previous response with id '%s' not found.".formatted(request.previous()));
  }

  private AgentResponse of(Receipt receipt) {
    return of(receipt.existing() == null ? Task.of(receipt) : repeated.find(receipt));
  }

  private AgentResponse of(Task task) {
    return ResponseHistory.of(task).orElseThrow();
  }
}
