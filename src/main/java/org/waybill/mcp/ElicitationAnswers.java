package org.waybill.mcp;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.Question;
import org.waybill.json.Json;
import org.waybill.tool.ToolCall;

/**
 * Answers the forms of one call: with what a person has answered, or by asking. The call of a tool
 * that only reads may be made again on another node; then the forms that come again are answered
 * with what was answered before.
 */
final class ElicitationAnswers implements OpenCall.FormAnswers {

  /** Times that a person is asked for the same form. */
  private static final int MOST_ROUNDS = 5;

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final McpServer server;
  private final OpenCall open;
  private final ToolCall call;

  ElicitationAnswers(McpServer server, OpenCall open, ToolCall call) {
    this.server = server;
    this.open = open;
    this.call = call;
  }

  /**
   * @throws InputNeeded if a person has to answer first
   */
  @Override
  public void answer(OpenCall.Asked asked) throws IOException, InterruptedException {
    JsonObject answer = answerTo(asked);
    try {
      server.answer(asked.session(), answer);
    } catch (IOException e) {
      // The call has begun, whatever this one means where a call is sent.
      throw new IOException("the answer to its question was not delivered", e);
    }
  }

  private JsonObject answerTo(OpenCall.Asked asked) {
    JsonObject request = asked.request();
    ElicitationForm form;
    try {
      form = ElicitationForm.of(request.getJsonObject("params"));
    } catch (IllegalArgumentException e) {
      return ServerRequest.unfit(request, e.getMessage());
    }
    String wrong = null;
    for (int round = 1; round <= MOST_ROUNDS; round++) {
      String name = "form.%d.%s.%d".formatted(asked.number(), form.key(), round);
      String given = call.answer(name);
      if (given == null) {
        if (server.parked().isFull()) {
          break;
        }
        throw new InputNeeded(
            form.question(server.spec().name(), wrong)
                .named(call.questionName(name))
                .expiresAfter(time())
                .orElse(Json.read(Json.quote(Question.CANCEL))));
      }
      JsonObject result = form.result(Json.read(given));
      wrong = form.violation(result);
      if (wrong == null) {
        return ServerRequest.result(request, result);
      }
    }
    return ServerRequest.result(request, Json.object().add("action", Question.CANCEL).build());
  }

  /** So that the server hears of it before the call takes too long. */
  private Duration time() {
    Duration left = server.spec().timeout().minus(open.age()).multipliedBy(4).dividedBy(5);
    return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
  }
}
