package org.waybill.api.accounts;

import jakarta.json.JsonObject;
import java.util.Set;
import java.util.regex.Pattern;
import org.waybill.account.AccountKind;
import org.waybill.account.Provider;
import org.waybill.api.RequestBody;
import org.waybill.json.Json;

/** What a user enters to connect an account; errors never repeat it. */
final class EnteredSecret {

  private static final int LONGEST = 4_096;
  private static final int LONGEST_NAME = 254;
  private static final Pattern PRINTABLE = Pattern.compile("[\\x21-\\x7e]+");
  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>@,;]{1,64}@[^\\s<>@,;]{1,189}");

  private EnteredSecret() {}

  static JsonObject read(RequestBody body, Provider provider) {
    return provider.kind() == AccountKind.API_KEY ? key(body) : login(body);
  }

  private static JsonObject key(RequestBody body) {
    body.allowOnly(Set.of("key"), "body");
    String key = body.requiredText("key", LONGEST);
    if (!PRINTABLE.matcher(key).matches()) {
      throw RequestBody.wrong(
          "key", "has other characters", "printable ASCII characters without spaces");
    }
    return Json.object().add("key", key).build();
  }

  private static JsonObject login(RequestBody body) {
    body.allowOnly(Set.of("user", "password", "from"), "body");
    String user = body.requiredLine("user", LONGEST_NAME);
    String from = body.line("from", LONGEST_NAME);
    String sender = from == null ? user : from;
    if (!ADDRESS.matcher(sender).matches()) {
      throw RequestBody.wrong(
          "from", "is no address", "an e-mail address; it may be absent if user is one");
    }
    return Json.object()
        .add("user", user)
        .add("password", body.requiredText("password", LONGEST))
        .add("from", sender)
        .build();
  }
}
