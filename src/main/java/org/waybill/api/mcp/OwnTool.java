package org.waybill.api.mcp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The tools that steer tasks; Waybill's other tools are those that agents have. */
enum OwnTool {
  SUBMIT_TASK(
      "Submits a task, which goes on whether or not this client stays. Returns its id at once.",
      Changes.ADDS,
      true,
      """
      {"type":"object","required":["type"],"additionalProperties":false,"properties":{
        "type":{"type":"string","minLength":1,"maxLength":200,"description":"Its task type."},
        "input":{"description":"As the type's schema says."},
        "options":{"type":"object","description":"Other members of POST /api/tasks, such as priority, delay, chatId or uniqueFor."}}}
      """),
  TASK_STATUS(
      "Shows a task: its status, progress, output, error or question.",
      Changes.NONE,
      false,
      Schemas.ID),
  WAIT_FOR_TASK(
      "Waits until a task has ended or asks something, and shows its output or question.",
      Changes.NONE,
      true,
      """
      {"type":"object","required":["id"],"additionalProperties":false,"properties":{
        "id":{"type":"string","minLength":1,"maxLength":100},
        "seconds":{"type":"integer","minimum":0,"maximum":600,"default":60,"description":"At most so long; the server may answer earlier."}}}
      """),
  TASK_EVENTS(
      "Lists the events of a task after a number, oldest first.",
      Changes.NONE,
      false,
      """
      {"type":"object","required":["id"],"additionalProperties":false,"properties":{
        "id":{"type":"string","minLength":1,"maxLength":100},
        "after":{"type":"integer","minimum":0,"default":0},
        "limit":{"type":"integer","minimum":1,"maximum":1000,"default":200}}}
      """),
  CANCEL_TASK("Asks a task to stop.", Changes.ENDS, false, Schemas.ID),
  ANSWER_TASK(
      "Answers the question of a task. An approval cannot be given in this way.",
      Changes.ADDS,
      false,
      """
      {"type":"object","required":["id","answer"],"additionalProperties":false,"properties":{
        "id":{"type":"string","minLength":1,"maxLength":100},
        "answer":{"description":"As the question asks: true or false, an option, an object with its fields, or text."}}}
      """),
  SEARCH_DOCUMENTS(
      "Finds passages in the documents that the user has uploaded, best first.",
      Changes.NONE,
      true,
      """
      {"type":"object","required":["query"],"additionalProperties":false,"properties":{
        "query":{"type":"string","minLength":1,"maxLength":2000},
        "limit":{"type":"integer","minimum":1,"maximum":20,"default":5}}}
      """);

  /** What a call changes. */
  enum Changes {
    NONE,
    ADDS,
    ENDS
  }

  private static final class Schemas {
    static final String ID =
        """
        {"type":"object","required":["id"],"additionalProperties":false,"properties":{
          "id":{"type":"string","minLength":1,"maxLength":100}}}
        """;
  }

  private final String description;
  private final Changes changes;
  private final boolean canBeTask;
  private final String arguments;

  OwnTool(String description, Changes changes, boolean canBeTask, String arguments) {
    this.description = description;
    this.changes = changes;
    this.canBeTask = canBeTask;
    this.arguments = arguments;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<OwnTool> named(String name) {
    return Arrays.stream(values()).filter(each -> each.label().equals(name)).findFirst();
  }

  String description() {
    return description;
  }

  Changes changes() {
    return changes;
  }

  /** Whether a task may be the answer of a call. */
  boolean canBeTask() {
    return canBeTask;
  }

  /** JSON Schema of its arguments. */
  String arguments() {
    return arguments;
  }
}
