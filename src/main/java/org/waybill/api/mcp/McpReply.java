package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.waybill.task.Task;

/** What a method answers: a result, or a task that is followed until it has one. */
sealed interface McpReply {

  /** A result. */
  record Now(JsonObject result) implements McpReply {}

  /**
   * A task whose end is the result.
   *
   * @param after number of the last event that need not be shown
   * @param longest after so much time the answer is that the task goes on
   * @param onlyResult whether nothing but the end of the task is an answer
   */
  record Follow(Task task, int after, Duration longest, boolean onlyResult) implements McpReply {}

  static CompletionStage<McpReply> now(JsonObject result) {
    return CompletableFuture.completedFuture(new Now(result));
  }

  static <T> CompletionStage<McpReply> later(
      CompletionStage<T> stage, Function<T, ? extends McpReply> reply) {
    return stage.thenApply(reply);
  }
}
