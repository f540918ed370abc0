package org.waybill.api.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.waybill.board.BoardQueue;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.task.Task;
import org.waybill.task.TaskStatus;

/** Questions of the board as the outside sees them. */
@ApplicationScoped
class BoardJson {

  /**
   * A queue, its newest first.
   *
   * @param fromTop whether these are the newest of all, so that their positions are known
   * @param found one more than the page has, if there are more
   */
  String queue(BoardQueue queue, int size, boolean fromTop, List<Task> found, int limit) {
    List<Task> page = found.subList(0, Math.min(limit, found.size()));
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
      out.text("nextCursor", page.get(page.size() - 1).id());
    }
    return out.end().toString();
  }

  private static String array(List<String> texts) {
    return texts.stream().map(Json::quote).collect(Collectors.joining(",", "[", "]"));
  }

  private static String item(Task task, int position) {
    JsonObject input = object(task.input());
    JsonObject output = object(task.output());
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
        .text("error", task.error())
        .time("createdAt", task.createdAt())
        .time("startedAt", task.startedAt())
        .time("finishedAt", task.finishedAt())
        .end()
        .toString();
  }

  /** For the document's page, which puts these into its lists as they are. */
  private static String listItem(Task task) {
    return "<li id='%s'>%s — %s</li>"
        .formatted(
            task.id(),
            escaped(object(task.input()).getString("question", "")),
            escaped(task.createdAt().toString()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static JsonObject object(String text) {
    return text != null && Json.read(text) instanceof JsonObject object
        ? object
        : JsonValue.EMPTY_JSON_OBJECT;
  }
}
