package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.notify.TaskCallback;

/** Writes push configurations in the format of each version, without credentials. */
final class PushText {

  private static final String SPELLING = "spelling";
  private static final String TOKEN = "token";
  private static final String SCHEME = "scheme";

  private PushText() {}

  /** What is stored of a request in addition to its address and headers. */
  static String note(ProtocolVersion protocolVersion, PushRequest request) {
    return new JsonObjectWriter(new StringBuilder())
        .text(SPELLING, protocolVersion.name())
        .text(TOKEN, request.token())
        .text(SCHEME, request.scheme())
        .end()
        .toString();
  }

  /** The format that the receiver of a version reads. */
  static ProtocolVersion version(String note) {
    ProtocolVersion asked =
        ProtocolVersion.valueOf(Json.read(note).asJsonObject().getString(SPELLING));
    return asked.isLegacy() ? ProtocolVersion.V0_3 : asked;
  }

  static CharSequence of(TaskCallback hook, ProtocolVersion protocolVersion) {
    JsonObject note = Json.read(hook.note()).asJsonObject();
    JsonObjectWriter out = new JsonObjectWriter(new StringBuilder());
    return switch (protocolVersion) {
      case V1_0 -> members(out, hook, note, false).text("taskId", hook.taskId()).end();
      case V0_3 ->
          out.text("taskId", hook.taskId())
              .json("pushNotificationConfig", config(hook, note))
              .end();
      case V0_3_HTTP ->
          out.text("name", "tasks/" + hook.taskId() + "/pushNotificationConfigs/" + hook.key())
              .json("pushNotificationConfig", config(hook, note))
              .end();
    };
  }

  static CharSequence of(List<TaskCallback> hooks, ProtocolVersion protocolVersion) {
    CharSequence all =
        JsonArrays.of(hooks.stream().map(hook -> of(hook, protocolVersion)).toList());
    return protocolVersion == ProtocolVersion.V0_3
        ? all
        : new JsonObjectWriter(new StringBuilder())
            .json("configs", all)
            .text("nextPageToken", "")
            .end();
  }

  private static CharSequence config(TaskCallback hook, JsonObject note) {
    return members(new JsonObjectWriter(new StringBuilder()), hook, note, true).end();
  }

  private static JsonObjectWriter members(
      JsonObjectWriter out, TaskCallback hook, JsonObject note, boolean legacy) {
    String scheme = note.getString(SCHEME, null);
    String authentication = null;
    if (scheme != null) {
      authentication =
          legacy ? "{\"schemes\":[" + Json.quote(scheme) + "]}" : Json.object("scheme", scheme);
    }
    return out.text("id", hook.key())
        .text("url", hook.url())
        .text("token", note.getString(TOKEN, null))
        .json("authentication", authentication);
  }
}
