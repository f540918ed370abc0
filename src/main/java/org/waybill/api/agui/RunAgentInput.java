package org.waybill.api.agui;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.waybill.api.ChatTaskFactory;
import org.waybill.api.ClientToolParser;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;
import org.waybill.tool.ClientTool;

/**
 * What a client sends to have an agent run.
 *
 * @param messages all that it shows of the thread
 * @param tools that it runs itself
 * @param resume its answers to interrupts; empty if it sends a message
 * @param sent all that makes it another run than one of the same id
 */
record RunAgentInput(
    RunId run,
    InputMessages messages,
    List<ClientTool> tools,
    List<ResumeEntry> resume,
    JsonObject sent) {

  private static final int LONGEST_ID = 200;
  private static final int LONGEST_VERSION = 20;
  private static final int MOST = 200;

  /** The last message of the user is the one to be answered; {@code resume} is something else. */
  static RunAgentInput read(RequestBody body) {
    String thread = body.id("threadId", ChatTaskFactory.LONGEST_CHAT_ID);
    if (thread == null) {
      throw RequestBody.wrong(
          "threadId",
          "is missing",
          "text of 1 to " + ChatTaskFactory.LONGEST_CHAT_ID + " characters");
    }
    RunId run =
        new RunId(
            thread, body.requiredLine("runId", LONGEST_ID), body.line("parentRunId", LONGEST_ID));
    body.line("protocolVersion", LONGEST_VERSION);
    InputMessages messages = InputMessages.read(body);
    JsonObjectBuilder sent =
        Json.object().add("threadId", thread).add("messages", messages.ofUser());
    List<ClientTool> tools = ClientToolParser.read(body, any -> {});
    if (!tools.isEmpty()) {
      sent.add("tools", ClientTool.toJson(tools));
    }
    JsonArray context = objects(body, "context");
    if (context != null) {
      sent.add("context", context);
    }
    for (String name : List.of("state", "forwardedProps")) {
      JsonValue value = body.value(name);
      if (value != null) {
        sent.add(name, value);
      }
    }
    return new RunAgentInput(run, messages, tools, resume(body), sent.build());
  }

  private static JsonArray objects(RequestBody body, String name) {
    JsonArray array = body.array(name, MOST);
    for (int i = 0; array != null && i < array.size(); i++) {
      RequestBody.of(array.get(i), name + "[" + i + "]");
    }
    return array;
  }

  private static List<ResumeEntry> resume(RequestBody body) {
    JsonArray array = body.array("resume", MOST);
    List<ResumeEntry> entries = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      entries.add(ResumeEntry.read(array.get(i), i));
    }
    for (int i = 0; i < entries.size(); i++) {
      String id = entries.get(i).interruptId();
      if (entries.subList(0, i).stream().anyMatch(each -> each.interruptId().equals(id))) {
        throw RequestBody.wrong(
            entries.get(i).field("interruptId"), "is given more than once", "each id only once");
      }
    }
    return entries;
  }

  /** What makes it another answer than one of the same run. */
  JsonObject answers() {
    var array = Json.array();
    resume.forEach(each -> array.add(each.toJson()));
    return Json.object().add("threadId", run.thread()).add("resume", array).build();
  }
}
