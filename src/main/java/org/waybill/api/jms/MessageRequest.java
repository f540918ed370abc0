package org.waybill.api.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.waybill.api.FieldText;
import org.waybill.api.JmsTaskParser;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskParser;
import org.waybill.config.JmsSettings;
import org.waybill.config.KnownSettings;
import org.waybill.config.OwnerName;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.messaging.Correlation;
import org.waybill.messaging.Submission;
import org.waybill.reply.ReplyDestinations;
import org.waybill.security.Caller;
import org.waybill.security.CallerRole;
import org.waybill.sql.DatabaseTime;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskConstraints;

/**
 * Reads and checks what a message wants done: its words become those of {@code POST /api/tasks}.
 */
@ApplicationScoped
class MessageRequest {

  private static final int NAME = 200;
  private static final Duration KEYS_ARE_KEPT = Duration.ofDays(30);

  @Inject private Settings settings;
  @Inject private TaskParser tasks;
  @Inject private ReplyDestinations destinations;
  @Inject @Any private Instance<JmsTaskParser> readings;
  @Inject private DatabaseTime time;

  /**
   * @throws Problem naming what is wrong
   * @throws jakarta.json.JsonException if the body is no JSON
   */
  NewTask read(Submission message) {
    if (message.replyTo() != null && !destinations.allow(message.replyTo())) {
      throw RequestBody.wrong(
          "JMSReplyTo", "is '" + message.replyTo().name() + "'", destinations.allowed());
    }
    JsonValue body = body(message);
    boolean whole = isWhole(message, body);
    Optional<JmsTaskParser> own = whole ? Optional.empty() : own(message);
    if (own.isPresent()) {
      return own(own.get(), message, body).build();
    }
    JsonObject envelope = whole ? complete(body.asJsonObject(), message) : around(body, message);
    NewTaskBuilder task = tasks.builder(RequestBody.of(envelope, "body"), caller(message));
    if (message.startBy() != null && !envelope.containsKey("startBy")) {
      task.startBy(message.startBy());
    }
    if (message.group() != null && !envelope.containsKey("orderKey")) {
      task.inOwnOrder("group", checked("JMSXGroupID", message.group()));
    }
    once(message, task);
    return task.build();
  }

  /** Who reads messages of this type, if they have words of their own. */
  Optional<JmsTaskParser> own(Submission message) {
    for (JmsTaskParser reading : readings) {
      if (reading.type().equals(message.type())) {
        return Optional.of(reading);
      }
    }
    return Optional.empty();
  }

  private NewTaskBuilder own(JmsTaskParser reading, Submission message, JsonValue body) {
    NewTaskBuilder task =
        reading.builder(
            RequestBody.of(body, "body"),
            Correlation.plain(correlationOf(message)),
            caller(message));
    once(message, task.priority(message.priority()).startBy(message.startBy()));
    return task;
  }

  /** What the reply is known by. */
  static String correlationOf(Submission message) {
    return message.correlationId() == null ? message.messageId() : message.correlationId();
  }

  /** What the sender is known by; never what it says of itself. */
  private Caller caller(Submission message) {
    boolean byBroker =
        settings.get(JmsSettings.INGRESS_BROKER_USER) && message.brokerUser() != null;
    if (byBroker && !OwnerName.isAllowed(message.brokerUser())) {
      throw Problem.badRequest(
          "user", "the broker's user is not a valid user name; allowed: " + OwnerName.ALLOWED);
    }
    return new Caller(
        settings.get(JmsSettings.INGRESS_TENANT),
        byBroker ? message.brokerUser() : settings.get(JmsSettings.INGRESS_USER),
        CallerRole.USER);
  }

  private JsonValue body(Submission message) {
    if (message.unreadable() != null) {
      throw Problem.badRequest("body", message.unreadable());
    }
    int limit = settings.get(KnownSettings.INPUT_LIMIT);
    if (message.bodyBytes() > limit) {
      throw Problem.tooLarge(
          "body has %d bytes; allowed: %d".formatted(message.bodyBytes(), limit));
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message.body())).toString();
      return Json.readInput(text);
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("body", "body is not in UTF-8; allowed: JSON in UTF-8");
    }
  }

  private static boolean isWhole(Submission message, JsonValue body) {
    return message.form() != Submission.Form.MAP
        && body.getValueType() == JsonValue.ValueType.OBJECT
        && body.asJsonObject().containsKey("type");
  }

  /** The body is a task; headers say what it leaves out. */
  private static JsonObject complete(JsonObject body, Submission message) {
    JsonObjectBuilder all = Json.object();
    body.forEach(all::add);
    addHeaders(all, message, body.keySet());
    return all.build();
  }

  /** The body is the input; headers say the rest. */
  private static JsonObject around(JsonValue body, Submission message) {
    if (message.type() == null || message.type().isBlank()) {
      throw Problem.badRequest(
          "type", "type is missing; allowed: in JMSType, in property taskType or in the JSON body");
    }
    JsonObjectBuilder all = Json.object().add("type", message.type()).add("input", body);
    addHeaders(all, message, Set.of());
    return all.build();
  }

  private static void addHeaders(JsonObjectBuilder all, Submission message, Set<String> present) {
    if (!present.contains("priority")) {
      all.add("priority", message.priority());
    }
    if (!present.contains("correlationId") && message.correlationId() != null) {
      all.add("correlationId", Correlation.plain(message.correlationId()));
    }
  }

  private void once(Submission message, NewTaskBuilder task) {
    byte[] fingerprint = hash(message.type(), message.body());
    String key = key(message);
    if (key != null) {
      Instant expires = time.now().plus(KEYS_ARE_KEPT);
      task.once(
          new TaskConstraints.UniquenessKey(
              TaskConstraints.UniquenessKey.Kind.REQUEST, key, fingerprint, expires));
    }
  }

  /** Null for a message without an identity. */
  private static String key(Submission message) {
    if (message.duplicateId() != null) {
      return "jms/duplicate/" + checked("_AMQ_DUPL_ID", message.duplicateId());
    }
    if (message.messageId() == null || message.sentAt() == null) {
      return null;
    }
    String sent = message.messageId() + "/" + message.sentAt() + "/" + message.type();
    return "jms/message/" + HexFormat.of().formatHex(hash(sent, message.body()));
  }

  private static String checked(String header, String value) {
    if (value.isBlank() || value.length() > NAME) {
      throw RequestBody.wrong(
          header, "has " + value.length() + " characters", "text of 1 to " + NAME + " characters");
    }
    return FieldText.line(header, value);
  }

  private static byte[] hash(String text, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.valueOf(text).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
