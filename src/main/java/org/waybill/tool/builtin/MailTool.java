package org.waybill.tool.builtin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.waybill.config.Settings;
import org.waybill.config.ToolSettings;
import org.waybill.handler.NothingDone;
import org.waybill.json.Json;
import org.waybill.notify.MailServer;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;

/**
 * Sends a mail to each of its recipients, at most once each: SMTP has no way to ask whether a mail
 * was taken.
 */
@ApplicationScoped
public class MailTool implements Tool {

  private static final ToolSpec SPEC =
      new ToolSpec(
          "mail",
          "Sends an e-mail to one or more recipients, each by itself.",
          Risk.WRITE,
          """
          {"type":"object","required":["to","subject","text"],"additionalProperties":false,
            "properties":{
              "to":{"type":"array","minItems":1,"maxItems":100,"uniqueItems":true,"items":{
                "type":"string","maxLength":254,
                "pattern":"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$"}},
              "subject":{"type":"string","minLength":1,"maxLength":200,"pattern":"^[^\\\\r\\\\n]*$"},
              "text":{"type":"string","minLength":1,"maxLength":100000}}}
          """,
          """
          {"type":"object","required":["sent","failed","recipients"],"properties":{
            "sent":{"type":"integer"},"failed":{"type":"integer"},
            "recipients":{"type":"array","items":{"type":"object","required":["to","sent"],
              "properties":{"to":{"type":"string"},"sent":{"type":"boolean"},
                "error":{"type":"string"}}}}}}
          """,
          Duration.ofMinutes(10),
          60,
          ToolSpec.BUILT_IN);

  private static final int PERCENT = 100;

  @Inject private MailServer server;
  @Inject private Settings settings;

  @Override
  public ToolSpec spec() {
    return SPEC;
  }

  @Override
  public boolean hasParts() {
    return true;
  }

  @Override
  public String summary(JsonObject arguments) {
    return "Send this e-mail to %s:%n%n%s%n%n%s"
        .formatted(
            String.join(", ", recipients(arguments)),
            arguments.getString("subject"),
            arguments.getString("text"));
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    List<String> recipients = recipients(arguments);
    check(recipients);
    JsonArrayBuilder results = Json.array();
    int sent = 0;
    for (int i = 0; i < recipients.size(); i++) {
      String to = recipients.get(i);
      call.stopIfCancelled();
      JsonObject result = call.once(to, JsonObject.class, () -> send(to, arguments));
      boolean isSent = result == null || result.getBoolean("sent");
      sent += isSent ? 1 : 0;
      results.add(result == null ? result(to, true, null) : result);
      call.progress(
          PERCENT * (i + 1) / recipients.size(),
          "%d of %d e-mails sent".formatted(i + 1, recipients.size()));
    }
    return Json.object()
        .add("sent", sent)
        .add("failed", recipients.size() - sent)
        .add("recipients", results)
        .build();
  }

  /**
   * @throws ToolFailure if there is no mail server, or a recipient is not allowed
   */
  private void check(List<String> recipients) throws ToolFailure {
    if (!server.isConfigured()) {
      throw ToolFailure.forGood("needs_account", "No mail server is configured.");
    }
    List<String> domains = settings.get(ToolSettings.MAIL_DOMAINS);
    for (String to : recipients) {
      String domain = to.substring(to.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
      if (!domains.contains(domain)) {
        throw ToolFailure.forGood(
            "recipient_not_allowed",
            "E-mails to %s are not allowed; allowed domains: %s"
                .formatted(to, domains.isEmpty() ? "none" : String.join(", ", domains)));
      }
    }
  }

  /** A server that refuses this recipient is a result; one that is not there is none. */
  private JsonObject send(String to, JsonObject arguments) throws MessagingException, NothingDone {
    try {
      server.send(to, arguments.getString("subject"), arguments.getString("text"));
      return result(to, true, null);
    } catch (SendFailedException e) {
      return result(to, false, "the mail server refused the recipient");
    } catch (MessagingException e) {
      if (MailServer.isUnreachable(e)) {
        throw new NothingDone("The mail server cannot be reached.", e);
      }
      throw e;
    }
  }

  private static JsonObject result(String to, boolean isSent, String error) {
    var json = Json.object().add("to", to).add("sent", isSent);
    if (error != null) {
      json.add("error", error);
    }
    return json.build();
  }

  private static List<String> recipients(JsonObject arguments) {
    return arguments.getJsonArray("to").getValuesAs(JsonString::getString);
  }
}
