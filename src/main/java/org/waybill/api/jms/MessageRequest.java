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
    if (message.sender().replyTo() != null && !destinations.allow(message.sender().replyTo())) {
      throw RequestBody.wrong(
          "JMSReplyTo", "is '" + message.sender().replyTo().name() + "'", destinations.allowed());
    }
    JsonValue body = body(message);
    boolean whole = isWhole(message, body);
    Optional<JmsTaskParser> own = whole ? Optional.empty() : own(message);
    if (own.isPresent()) {
      return own(own.get(), message, body).build();
    }
    JsonObject envelope = whole ? complete(body.asJsonObject(), message) : around(body, message);
    NewTaskBuilder task = tasks.builder(RequestBody.of(envelope, "body"), caller(message));
    if (message.options().startBy() != null && !envelope.containsKey("startBy")) {
      task.startBy(message.options().startBy());
    }
    if (message.keys().group() != null && !envelope.containsKey("orderKey")) {
      task.inOwnOrder("group", checked("JMSXGroupID", message.keys().group()));
    }
    once(message, task);
    return task.build();
  }

  /** Who reads messages of this type, if they have words of their own. */
  Optional<JmsTaskParser> own(Submission message) {
    for (JmsTaskParser reading : readings) {
      if (reading.type().equals(message.options().type())) {
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
    once(message, task.priority(message.options().priority()).startBy(message.options().startBy()));
    return task;
  }

  /** What the reply is known by. */
  static String correlationOf(Submission message) {
    return message.keys().correlationId() == null
        ? message.keys().messageId()
        : message.keys().correlationId();
  }

  /** What the sender is known by; never what it says of itself. */
  private Caller caller(Submission message) {
    boolean byBroker =
        settings.get(JmsSettings.INGRESS_BROKER_USER) && message.sender().brokerUser() != null;
    if (byBroker && !OwnerName.isAllowed(message.sender().brokerUser())) {
      throw Problem.badRequest(
          "user", "the broker's user is not a valid user name; allowed: " + OwnerName.ALLOWED);
    }
    return new Caller(
        settings.get(JmsSettings.INGRESS_TENANT),
        byBroker ? message.sender().brokerUser() : settings.get(JmsSettings.INGRESS_USER),
        CallerRole.USER);
  }

  private JsonValue body(Submission message) {
    if (message.content().unreadable() != null) {
      throw Problem.badRequest("body", message.content().unreadable());
    }
    int limit = settings.get(KnownSettings.INPUT_LIMIT);
    if (message.content().bytes() > limit) {
      throw Problem.tooLarge(
          "body has %d bytes; allowed: %d".formatted(message.content().bytes(), limit));
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(message.content().body()))
              .toString();
      return Json.readInput(text);
    } catch (CharacterCodingException e) {
      throw Problem.badRequest("body", "body is not in UTF-8; allowed: JSON in UTF-8");
    }
  }

  private static boolean isWhole(Submission message, JsonValue body) {
    return message.content().form() != Submission.Form.MAP
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
    if (message.options().type() == null || message.options().type().isBlank()) {
      throw Problem.badRequest(
          "type", "type is missing; allowed: in JMSType, in property taskType or in the JSON body");
    }
    JsonObjectBuilder all = Json.object().add("type", message.options().type()).add("input", body);
    addHeaders(all, message, Set.of());
    return all.build();
  }

  private static void addHeaders(JsonObjectBuilder all, Submission message, Set<String> present) {
    if (!present.contains("priority")) {
      all.add("priority", message.options().priority());
    }
    if (!present.contains("correlationId") && message.keys().correlationId() != null) {
      all.add("correlationId", Correlation.plain(message.keys().correlationId()));
    }
  }

  private void once(Submission message, NewTaskBuilder task) {
    byte[] fingerprint = hash(message.options().type(), message.content().body());
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
    if (message.keys().duplicateId() != null) {
      return "jms/duplicate/" + checked("_AMQ_DUPL_ID", message.keys().duplicateId());
    }
    if (message.keys().messageId() == null || message.sender().at() == null) {
      return null;
    }
    String sent =
        message.keys().messageId() + "/" + message.sender().at() + "/" + message.options().type();
    return "jms/message/" + HexFormat.of().formatHex(hash(sent, message.content().body()));
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
