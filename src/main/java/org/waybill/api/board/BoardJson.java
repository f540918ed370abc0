package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waybill.api.TaskJson;
import org.waybill.board.BoardQueue;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.ListedPayload;
import org.waybill.task.PayloadKind;
import org.waybill.task.TaskStatus;
import org.waybill.task.TaskSummary;

/** Questions of the board as the outside sees them. */
@ApplicationScoped
class BoardJson {

  private record Question(TaskSummary task, ListedPayload payload) {

    JsonObject part(PayloadKind kind) {
      String text = payload.value(kind);
      return text != null && Json.read(text) instanceof JsonObject object
          ? object
          : JsonValue.EMPTY_JSON_OBJECT;
    }
  }

  /**
   * A queue, its newest first.
   *
   * @param fromTop whether these are the newest of all, so that their positions are known
   * @param found one more than the page has, if there are more
   * @param payloads of these tasks, as far as they fit into a list
   */
  String queue(
      BoardQueue queue,
      int size,
      boolean fromTop,
      List<TaskSummary> found,
      int limit,
      Map<UUID, ListedPayload> payloads) {
    List<Question> page =
        found.stream()
            .limit(limit)
            .map(task -> new Question(task, payloads.getOrDefault(task.id(), ListedPayload.NONE)))
            .toList();
    boolean positions = queue == BoardQueue.TODO && fromTop;
    JsonObjectWriter out =
        new JsonObjectWriter(new StringBuilder())
            .text("queue", queue.label())
            .number("size", size)
            .json(queue.label() + "_jobs", array(page.stream().map(BoardJson::listItem).toList()))
            .json(
                "items",
                IntStream.range(0, page.size())
                    .mapToObj(i -> item(page.get(i), positions ? size - i : 0))
                    .collect(Collectors.joining(",", "[", "]")));
    if (found.size() > limit) {
      out.text("nextCursor", page.get(page.size() - 1).task().id());
    }
    return out.end().toString();
  }

  private static String array(List<String> texts) {
    return texts.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
  }

  private static String item(Question question, int position) {
    TaskSummary task = question.task();
    JsonObject input = question.part(PayloadKind.INPUT);
    JsonObject output = question.part(PayloadKind.OUTPUT);
    JsonObjectWriter out =
        new JsonObjectWriter(new StringBuilder())
            .text("id", task.id())
            .text("queue", BoardQueue.of(task.status()).label())
            .text("status", task.status().label())
            .text("question", input.getString("question", null))
            .text("websocket_id", input.getString("websocketId", null));
    if (position > 0) {
      out.number("position", position);
    }
    if (task.status() == TaskStatus.INPUT_REQUIRED) {
      out.json("dialog", task.question());
    }
    return out.text("answer", output.getString("answer", null))
        .json("plan", output.containsKey("plan") ? output.get("plan").toString() : null)
        .text("snapshot_id", output.getString("snapshotId", null))
        .json("omitted", TaskJson.omitted(question.payload()))
        .text("error", task.error())
        .time("createdAt", task.createdAt())
        .time("startedAt", task.startedAt())
        .time("finishedAt", task.finishedAt())
        .end()
        .toString();
  }

  /** For the document's page, which puts these into its lists as they are. */
  private static String listItem(Question question) {
    return "<li id='%s'>%s — %s</li>"
        .formatted(
            question.task().id(),
            escaped(question.part(PayloadKind.INPUT).getString("question", "")),
            escaped(question.task().createdAt().toString()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
