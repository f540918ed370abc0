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
import org.waybill.notify.TaskHook;
import org.waybill.notify.TaskHooks;
import org.waybill.outbound.Outbound;
import org.waybill.outbound.RefusedAddress;
import org.waybill.security.Caller;
import org.waybill.task.EventKind;
import org.waybill.task.Ids;
import org.waybill.task.Task;

/** Where updates of tasks are sent to: hooks of the core, in this protocol's words. */
@ApplicationScoped
class PushConfigs {

  private static final int LONGEST_ID = 200;
  private static final String TOKEN = "X-A2A-Notification-Token";

  /** States, and not each step on the way. */
  private static final Set<EventKind> TOLD =
      EnumSet.of(
          EventKind.STARTED,
          EventKind.RETRYING,
          EventKind.INPUT_REQUIRED,
          EventKind.COMPLETED,
          EventKind.FAILED,
          EventKind.CANCELLED);

  @Inject private TaskHooks hooks;
  @Inject private Outbound outbound;
  @Inject private A2aTasks tasks;

  CharSequence set(Peer peer, RequestBody params) {
    Task task = find(peer, params, "taskId");
    PushRequest request = PushRequest.read(config(peer, params), peer.spelling());
    TaskHook hook = put(task.id(), peer.caller(), peer.spelling(), request);
    return PushText.of(hook, peer.spelling());
  }

  /** From now on updates of this task are sent there; it need not be stored yet. */
  TaskHook put(UUID task, Caller caller, Spelling spelling, PushRequest request) {
    TaskHook hook =
        new TaskHook(
            task,
            caller.tenant(),
            caller.userId(),
            Pushing.FORMAT,
            request.id() == null ? Ids.next().toString() : request.id(),
            checked(request.url()),
            TOLD,
            headers(spelling, request),
            PushText.note(spelling, request));
    hooks.put(hook);
    return hook;
  }

  /** The task was not stored after all. */
  void remove(TaskHook hook) {
    hooks.remove(hook.taskId(), hook.format(), hook.key());
  }

  CharSequence get(Peer peer, RequestBody params) {
    Task task = find(peer, params, taskName(peer, params));
    String id = params.text(configName(peer, params), LONGEST_ID);
    return PushText.of(
        all(task).stream()
            .filter(hook -> id == null || hook.key().equals(id))
            .findFirst()
            .orElseThrow(
                () -> A2aError.TASK_NOT_FOUND.problem("The task has no configuration " + id + ".")),
        peer.spelling());
  }

  CharSequence list(Peer peer, RequestBody params) {
    Task task = find(peer, params, taskName(peer, params));
    return PushText.of(all(task), peer.spelling());
  }

  CharSequence delete(Peer peer, RequestBody params) {
    Task task = find(peer, params, taskName(peer, params));
    String id = params.requiredText(configName(peer, params), LONGEST_ID);
    hooks.remove(task.id(), Pushing.FORMAT, id);
    return peer.spelling() == Spelling.V1_0 ? "{}" : "null";
  }

  private List<TaskHook> all(Task task) {
    return hooks.of(task.id(), Pushing.FORMAT);
  }

  /** In 0.3 the task is called {@code id}; paths over HTTP call it the same in both. */
  private static String taskName(Peer peer, RequestBody params) {
    return peer.spelling() == Spelling.V0_3 && !params.json().containsKey("taskId")
        ? "id"
        : "taskId";
  }

  private static String configName(Peer peer, RequestBody params) {
    return taskName(peer, params).equals("taskId") && peer.spelling() != Spelling.V0_3
        ? "id"
        : "pushNotificationConfigId";
  }

  private static RequestBody config(Peer peer, RequestBody params) {
    // Version 0.3 on HTTP may wrap it once more, as its Protocol Buffers have it.
    RequestBody outer =
        peer.spelling() == Spelling.V0_3_HTTP && params.value("config") != null
            ? params.nested("config")
            : params;
    return peer.spelling().isLegacy() ? outer.nested("pushNotificationConfig") : outer;
  }

  private Task find(Peer peer, RequestBody params, String name) {
    return tasks.find(params.requiredText(name, LONGEST_ID), peer.caller());
  }

  private String checked(String url) {
    try {
      return outbound.check("url", url).toString();
    } catch (RefusedAddress e) {
      throw new A2aProblem(A2aError.INVALID_PARAMS, e.getMessage(), "url");
    }
  }

  private static Map<String, String> headers(Spelling spelling, PushRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (!spelling.isLegacy()) {
      headers.put("Content-Type", Accepts.A2A.toString());
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
