package org.waybill.api.mcp;

import org.waybill.security.Caller;

/**
 * A call whose answer is the end of a task.
 *
 * @param progressToken as JSON text, or null
 * @param onlyResult see {@link McpReply.Follow}
 * @param takesTasks whether the task itself may be the answer
 * @param call its digest; null if a question cannot be its answer
 */
record PendingCall(
    McpAnswer answer,
    Revision revision,
    Caller caller,
    String progressToken,
    boolean onlyResult,
    boolean takesTasks,
    String call) {

  static PendingCall of(McpCall call, McpReply.Follow follow) {
    boolean isToolCall = call.message().method().equals("tools/call");
    return new PendingCall(
        new McpAnswer(call.message().id()),
        call.revision(),
        call.caller(),
        call.progressToken(),
        follow.onlyResult(),
        isToolCall && call.takesTasks(),
        isToolCall && call.takesQuestions() ? RequestState.digest(call) : null);
  }

  /** A call whose stream was cut. */
  static PendingCall of(EventId id, Caller caller) {
    return new PendingCall(
        new McpAnswer(id.request()),
        Revision.V2025_11_25,
        caller,
        id.progressToken(),
        id.onlyResult(),
        false,
        null);
  }

  /** The id of an event; null where streams cannot be resumed. */
  String eventId(Object task, int seq) {
    return revision.isStateless()
        ? null
        : new EventId(task.toString(), seq, answer.id(), progressToken, onlyResult).text();
  }
}
