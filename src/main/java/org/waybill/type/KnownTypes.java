package org.waybill.type;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.waybill.handler.TaskType;

/** The types that Waybill's own interfaces submit, whether or not a worker runs them. */
public final class KnownTypes {

  public static final TaskType CHAT_MESSAGE =
      TaskType.of("chat_message").inQueue("chat_tasks").describedAs("Answers a chat message.");

  public static final TaskType TOOL_EXECUTION =
      TaskType.of("tool_execution")
          .inQueue("tool_executions")
          .describedAs("Executes one tool.")
          .accepting(
              """
              {"type":"object","required":["tool"],"additionalProperties":false,"properties":{
                "tool":{"type":"string","minLength":1,"maxLength":64,
                  "description":"Its name; see GET /api/tools."},
                "arguments":{"type":"object","description":"As the tool's schema says."}}}
              """);

  public static final TaskType DOCUMENT_PROCESSING =
      TaskType.of("document_processing")
          .atOnce(2)
          .describedAs("Reads an uploaded document and makes it searchable.");

  /** Work on many documents; their interface submits it. */
  public static final TaskType DOCUMENT_OPERATION =
      TaskType.of("document_operation")
          .inQueue("housekeeping")
          .atOnce(2)
          .describedAs("Indexes many documents again, or deletes them.")
          .internal();

  public static final TaskType CAMERA_ANALYSIS =
      TaskType.of("camera_analysis")
          .atOnce(2)
          .keptFor(Duration.ofDays(1))
          .describedAs("Analyses a camera frame.");

  public static final TaskType PIPELINE =
      TaskType.of("pipeline")
          .inQueue("pipeline_jobs")
          .atOnce(5)
          .keptFor(Duration.ofHours(1))
          .describedAs("Runs the steps of a pipeline.");

  public static final TaskType VOICE_MESSAGE =
      TaskType.of("voice_message")
          .inQueue("voice_messages")
          .atOnce(5)
          .describedAs("Answers a message from the voice interface.");

  public static final TaskType BOARD_QUESTION =
      TaskType.of("board_question")
          .inQueue("board_questions")
          .atOnce(5)
          .describedAs("Answers a question from the board.");

  public static final TaskType REQUEST =
      TaskType.of("request")
          .inQueue("requests")
          .keptFor(Duration.ofHours(1))
          .describedAs("Answers a request identified by its correlation id.");

  public static final TaskType DIAGNOSTIC =
      TaskType.of("diagnostic")
          .inQueue("diagnostics")
          .atOnce(64)
          .describedAs("Tests and measures the queue system.");

  /** What another version of an agent would answer; operators submit it through its agent. */
  public static final TaskType AGENT_EVALUATION =
      TaskType.of("agent_evaluation")
          .inQueue("agent_evaluations")
          .atOnce(2)
          .describedAs("Compares a version of an agent with what was answered before.")
          .internal();

  /** Work on tasks themselves; Waybill submits it. */
  public static final TaskType BULK_OPERATION =
      TaskType.of("bulk_operation")
          .inQueue("housekeeping")
          .atOnce(2)
          .describedAs("Cancels, retries, replays or deletes many tasks.")
          .internal();

  static final List<TaskType> ALL =
      List.of(
          CHAT_MESSAGE,
          TOOL_EXECUTION,
          DOCUMENT_PROCESSING,
          CAMERA_ANALYSIS,
          PIPELINE,
          VOICE_MESSAGE,
          BOARD_QUESTION,
          REQUEST,
          DIAGNOSTIC,
          AGENT_EVALUATION,
          BULK_OPERATION,
          DOCUMENT_OPERATION);

  /** Brokers that were configured before this queue was there need not know it. */
  private static final Set<String> QUEUES =
      ALL.stream()
          .filter(type -> type != AGENT_EVALUATION)
          .map(TaskType::queue)
          .collect(Collectors.toUnmodifiableSet());

  private KnownTypes() {}

  /** The queues of these types that the broker's configuration names. */
  public static Set<String> queues() {
    return QUEUES;
  }
}
