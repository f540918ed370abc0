package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.waybill.api.RequestBody;
import org.waybill.notify.TaskCallback;
import org.waybill.notify.TaskCallbacks;
import org.waybill.outbound.RefusedAddress;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.security.Caller;
import org.waybill.task.EventKind;
import org.waybill.task.Task;
import org.waybill.task.UuidV7;

/** Stores push notification configurations, as callbacks of tasks. */
@ApplicationScoped
class PushConfigs {

  private static final int LONGEST_ID = 200;
  private static final String TOKEN = "X-A2A-Notification-Token";

  /** Changes of state only, no progress. */
  private static final Set<EventKind> TOLD =
      EnumSet.of(
          EventKind.STARTED,
          EventKind.RETRYING,
          EventKind.INPUT_REQUIRED,
          EventKind.COMPLETED,
          EventKind.FAILED,
          EventKind.CANCELLED);

  @Inject private TaskCallbacks hooks;
  @Inject private SafeHttpClient outbound;
  @Inject private A2aTasks tasks;

  CharSequence set(CallContext callContext, RequestBody params) {
    Task task = find(callContext, params, "taskId");
    PushRequest request = PushRequest.read(config(callContext, params), callContext.version());
    TaskCallback hook = put(task.id(), callContext.caller(), callContext.version(), request);
    return PushText.of(hook, callContext.version());
  }

  /** Adds a configuration to a task, which need not be stored yet. */
  TaskCallback put(UUID task, Caller caller, ProtocolVersion protocolVersion, PushRequest request) {
    TaskCallback hook =
        new TaskCallback(
            task,
            caller.tenant(),
            caller.userId(),
            PushPayload.FORMAT,
            request.id() == null ? UuidV7.next().toString() : request.id(),
            checked(request.url()),
            TOLD,
            headers(protocolVersion, request),
            PushText.note(protocolVersion, request));
    hooks.put(hook);
    return hook;
  }

  /** Removes the configurations of a task that was not stored. */
  void remove(TaskCallback hook) {
    hooks.remove(hook.taskId(), hook.format(), hook.key());
  }

  CharSequence get(CallContext callContext, RequestBody params) {
    Task task = find(callContext, params, taskName(callContext, params));
    String id = params.text(configName(callContext, params), LONGEST_ID);
    return PushText.of(
        all(task).stream()
            .filter(hook -> id == null || hook.key().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    A2aError.TASK_NOT_FOUND.problem(
                        "The task has no push notification configuration " + id + ".")),
        callContext.version());
  }

  CharSequence list(CallContext callContext, RequestBody params) {
    Task task = find(callContext, params, taskName(callContext, params));
    return PushText.of(all(task), callContext.version());
  }

  CharSequence delete(CallContext callContext, RequestBody params) {
    Task task = find(callContext, params, taskName(callContext, params));
    String id = params.requiredText(configName(callContext, params), LONGEST_ID);
    hooks.remove(task.id(), PushPayload.FORMAT, id);
    return callContext.version() == ProtocolVersion.V1_0 ? "{}" : "null";
  }

  private List<TaskCallback> all(Task task) {
    return hooks.of(task.id(), PushPayload.FORMAT);
  }

  /** In 0.3 the task is named {@code id}; in HTTP paths the name is the same in both versions. */
  private static String taskName(CallContext callContext, RequestBody params) {
    return callContext.version() == ProtocolVersion.V0_3 && !params.json().containsKey("taskId")
        ? "id"
        : "taskId";
  }

  private static String configName(CallContext callContext, RequestBody params) {
    return taskName(callContext, params).equals("taskId")
            && callContext.version() != ProtocolVersion.V0_3
        ? "id"
        : "pushNotificationConfigId";
  }

  private static RequestBody config(CallContext callContext, RequestBody params) {
    // Version 0.3 over HTTP may wrap it once more, as in its Protocol Buffers.
    RequestBody outer =
        callContext.version() == ProtocolVersion.V0_3_HTTP && params.value("config") != null
            ? params.nested("config")
            : params;
    return callContext.version().isLegacy() ? outer.nested("pushNotificationConfig") : outer;
  }

  private Task find(CallContext callContext, RequestBody params, String name) {
    return tasks.find(params.requiredText(name, LONGEST_ID), callContext.caller());
  }

  private String checked(String url) {
    try {
      return outbound.check("url", url).toString();
    } catch (RefusedAddress e) {
      throw new A2aProblem(A2aError.INVALID_PARAMS, e.getMessage(), "url");
    }
  }

  private static Map<String, String> headers(ProtocolVersion protocolVersion, PushRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!protocolVersion.isLegacy()) {
      headers.put("Content-Type", ContentNegotiation.A2A.toString());
    }
    if (request.token() != null) {
      headers.put(TOKEN, request.token());
    }
    if (request.scheme() != null && request.credentials() != null) {
      headers.put("Authorization", request.scheme() + " " + request.credentials());
    }
    return headers;
  }
}
