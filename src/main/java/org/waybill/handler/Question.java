package org.waybill.handler;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A question that a task asks a person.
 *
 * @param name name under which the handler reads the answer later; null if it asks only one
 *     question
 * @param text shown to the person
 * @param options the possible choices; empty unless it is a choice
 * @param fields the fields of the form; empty unless it is a form
 * @param expiresAfter how long it waits for an answer; null: without limit
 * @param standard the answer used when it expires; null: the task fails then
 * @param isDeclinable whether the texts {@code decline} and {@code cancel} are answers, too
 */
public record Question(
    String name,
    Kind kind,
    String text,
    List<String> options,
    List<Field> fields,
    Duration expiresAfter,
    JsonValue standard,
    boolean isDeclinable) {

  /** Answers to questions that may be declined. */
  public static final String DECLINE = "decline";

  public static final String CANCEL = "cancel";

  private static final JsonProvider JSON = JsonProvider.provider();

  /** What kind of answer it wants. */
  public enum Kind {
    /** {@code true} or {@code false}. */
    CONFIRMATION,
    /** One of the options. */
    CHOICE,
    /** An object with a member for each field. */
    FORM,
    /** A text. */
    TEXT,
    /**
     * A person's agreement to what the options name; given by {@code POST /api/approvals/{id}} and
     * by no answer.
     */
    APPROVAL,
    /**
     * What calls of tools came to that the task's client runs; the options are the ids of the
     * calls. An object with a member for each result, at least one: the result, or {@code
     * {"error":…}} where the call has failed.
     */
    TOOL_CALLS;

    /** As stored and shown: lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One field of a form. */
  public record Field(String name, Type type, boolean required) {

    /** What a field holds. */
    public enum Type {
      TEXT,
      NUMBER,
      BOOLEAN;

      /** As stored and shown: lower case. */
      public String label() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public Field {
      Objects.requireNonNull(type, "type");
      if (name == null || name.isBlank()) {
        throw new IllegalArgumentException("fields has an entry without a name; allowed: any text");
      }
    }
  }

  public Question {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("text is missing; allowed: the question's text");
    }
    options = List.copyOf(options);
    fields = List.copyOf(fields);
    if (kind == Kind.CHOICE && options.isEmpty()) {
      throw new IllegalArgumentException("options is empty; allowed: at least one text");
    }
    if (kind == Kind.FORM && fields.isEmpty()) {
      throw new IllegalArgumentException("fields is empty; allowed: at least one field");
    }
    if (expiresAfter != null && (expiresAfter.isNegative() || expiresAfter.isZero())) {
      throw new IllegalArgumentException(
          "expiresAfter is not positive; allowed: a duration greater than zero");
    }
  }

  public static Question confirmation(String text) {
    return new Question(null, Kind.CONFIRMATION, text, List.of(), List.of(), null, null, false);
  }

  public static Question choice(String text, List<String> options) {
    return new Question(null, Kind.CHOICE, text, options, List.of(), null, null, false);
  }

  public static Question form(String text, List<Field> fields) {
    return new Question(null, Kind.FORM, text, List.of(), fields, null, null, false);
  }

  public static Question text(String text) {
    return new Question(null, Kind.TEXT, text, List.of(), List.of(), null, null, false);
  }

  /**
   * Asks a person to agree to what these approvals name.
   *
   * @param approvals their ids
   */
  public static Question approval(String text, List<String> approvals) {
    return new Question(null, Kind.APPROVAL, text, approvals, List.of(), null, null, false);
  }

  /**
   * Asks the task's client for the results of these calls of its tools.
   *
   * @param calls their ids
   */
  public static Question toolCalls(String text, List<String> calls) {
    return new Question(null, Kind.TOOL_CALLS, text, calls, List.of(), null, null, false);
  }

  /** The same for a task that asks several questions: the answer is stored under this name. */
  public Question named(String value) {
    return new Question(value, kind, text, options, fields, expiresAfter, standard, isDeclinable);
  }

  /** The same, but a person may also answer {@link #DECLINE} or {@link #CANCEL}. */
  public Question declinable() {
    return new Question(name, kind, text, options, fields, expiresAfter, standard, true);
  }

  /** The same, but the task fails unless the question is answered within this time. */
  public Question expiresAfter(Duration time) {
    return new Question(name, kind, text, options, fields, time, standard, isDeclinable);
  }

  /**
   * The same, but when it expires, this counts as the answer.
   *
   * @throws IllegalArgumentException if the question does not allow that answer
   */
  public Question orElse(JsonValue answer) {
    misfit(answer)
        .ifPresent(
            wrong -> {
              throw new IllegalArgumentException(
                  "default " + wrong.what() + "; allowed: " + wrong.allowed());
            });
    return new Question(name, kind, text, options, fields, expiresAfter, answer, isDeclinable);
  }

  /** Why this is no answer to the question, or empty if it is one. */
  public Optional<AnswerViolation> misfit(JsonValue answer) {
    return AnswerViolation.of(this, answer);
  }

  /** As stored and shown, without the time at which it expires. */
  public JsonObject toJson() {
    JsonObjectBuilder json = JSON.createObjectBuilder().add("kind", kind.label()).add("text", text);
    if (name != null) {
      json.add("name", name);
    }
    if (!options.isEmpty()) {
      JsonArrayBuilder array = JSON.createArrayBuilder();
      options.forEach(array::add);
      json.add("options", array);
    }
    if (!fields.isEmpty()) {
      JsonArrayBuilder array = JSON.createArrayBuilder();
      fields.forEach(
          field ->
              array.add(
                  JSON.createObjectBuilder()
                      .add("name", field.name())
                      .add("type", field.type().label())
                      .add("required", field.required())));
      json.add("fields", array);
    }
    if (isDeclinable) {
      json.add("declinable", true);
    }
    if (standard != null) {
      json.add("default", standard);
    }
    return json.build();
  }

  /**
   * Reads what {@link #toJson} wrote, or a person: {@code kind} is {@code text} unless given, and
   * {@code expiresAfterMs} may be given.
   *
   * @throws IllegalArgumentException if this is no question
   */
  public static Question of(JsonObject json) {
    try {
      Question question =
          new Question(
              json.getString("name", null),
              Kind.valueOf(json.getString("kind", "text").toUpperCase(Locale.ROOT)),
              json.getString("text", null),
              array(json, "options").getValuesAs(JsonString::getString),
              array(json, "fields").getValuesAs(value -> field(value.asJsonObject())),
              json.containsKey("expiresAfterMs")
                  ? Duration.ofMillis(json.getJsonNumber("expiresAfterMs").longValue())
                  : null,
              null,
              json.getBoolean("declinable", false));
      JsonValue standard = json.get("default");
      return standard == null ? question : question.orElse(standard);
    } catch (ClassCastException e) {
      throw new IllegalArgumentException("a member has the wrong JSON type: " + e.getMessage(), e);
    }
  }

  private static JsonArray array(JsonObject json, String name) {
    return json.containsKey(name) ? json.getJsonArray(name) : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static Field field(JsonObject json) {
    return new Field(
        json.getString("name", null),
        Field.Type.valueOf(json.getString("type", "text").toUpperCase(Locale.ROOT)),
        json.getBoolean("required", false));
  }
}
