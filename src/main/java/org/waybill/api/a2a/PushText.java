package org.waybill.api.a2a;

import jakarta.json.JsonObject;
import java.util.List;
import org.waybill.json.Json;
import org.waybill.json.ObjectText;
import org.waybill.notify.TaskHook;

/** Push configurations as each version spells them; credentials are not shown again. */
final class PushText {

  private static final String SPELLING = "spelling";
  private static final String TOKEN = "token";
  private static final String SCHEME = "scheme";

  private PushText() {}

  /** What is kept of a request beside its address and headers. */
  static String note(Spelling spelling, PushRequest request) {
    return new ObjectText(new StringBuilder())
        .text(SPELLING, spelling.name())
        .text(TOKEN, request.token())
        .text(SCHEME, request.scheme())
        .end()
        .toString();
  }

  /** How the receiver reads what is sent; it knows one spelling per version. */
  static Spelling spelling(String note) {
    Spelling asked = Spelling.valueOf(Json.read(note).asJsonObject().getString(SPELLING));
    return asked.isLegacy() ? Spelling.V0_3 : asked;
  }

  static CharSequence of(TaskHook hook, Spelling spelling) {
    JsonObject note = Json.read(hook.note()).asJsonObject();
    ObjectText out = new ObjectText(new StringBuilder());
    return switch (spelling) {
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

  static CharSequence of(List<TaskHook> hooks, Spelling spelling) {
    CharSequence all = Lists.of(hooks.stream().map(hook -> of(hook, spelling)).toList());
    return spelling == Spelling.V0_3
        ? all
        : new ObjectText(new StringBuilder()).json("configs", all).text("nextPageToken", "").end();
  }

  private static CharSequence config(TaskHook hook, JsonObject note) {
    return members(new ObjectText(new StringBuilder()), hook, note, true).end();
  }

  private static ObjectText members(
      ObjectText out, TaskHook hook, JsonObject note, boolean legacy) {
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
