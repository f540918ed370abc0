package org.waybill.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.OptionalInt;
import org.waybill.json.Json;
import org.waybill.limit.Excess;
import org.waybill.type.SchemaViolation;

/** An error as the caller sees it: RFC 9457, and the field that was wrong where there is one. */
public class Problem extends RuntimeException {

  /** The media type it is written in. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final String detail;
  private final String field;
  private final int retryAfterSeconds;
  private final transient Excess excess;
  private final transient List<SchemaViolation> errors;

  /**
   * Any other problem; the factories below are the usual ones.
   *
   * @param field the part of the request that was wrong, or null
   */
  public Problem(int status, String title, String detail, String field) {
    this(status, title, detail, field, -1);
  }

  private Problem(int status, String title, String detail, String field, int retryAfterSeconds) {
    this(status, title, detail, field, retryAfterSeconds, null);
  }

  private Problem(
      int status, String title, String detail, String field, int retryAfterSeconds, Excess excess) {
    this(status, title, detail, field, retryAfterSeconds, excess, List.of());
  }

  private Problem(
      int status,
      String title,
      String detail,
      String field,
      int retryAfterSeconds,
      Excess excess,
      List<SchemaViolation> errors) {
    super(status + " " + title + ": " + detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.field = field;
    this.retryAfterSeconds = retryAfterSeconds;
    this.excess = excess;
    this.errors = errors;
  }

  public static Problem badRequest(String field, String detail) {
    return new Problem(400, "Bad request", detail, field);
  }

  /** An input that its type's schema does not allow; {@code errors} says where and why. */
  public static Problem invalidInput(String type, List<SchemaViolation> errors) {
    SchemaViolation first = errors.get(0);
    String detail =
        "input%s: %s; allowed: what the input schema of task type %s says"
            .formatted(first.path(), first.message(), type);
    return new Problem(400, "Bad request", detail, "input", -1, null, errors);
  }

  /**
   * Something does not exist, or is not the caller's.
   *
   * @param what for instance {@code document 0198…}; the error does not reveal which of the two
   */
  public static Problem notFound(String what) {
    return new Problem(404, "Not found", "There is no " + what + ".", null);
  }

  /**
   * Something that this caller, or this interface, may not do.
   *
   * @param code for programs
   */
  public static Problem forbidden(String code, String detail) {
    return coded(403, "Forbidden", code, detail);
  }

  /**
   * Something that is not possible as things stand.
   *
   * @param code for programs
   */
  public static Problem conflict(String code, String detail) {
    return coded(409, "Conflict", code, detail);
  }

  private static Problem coded(int status, String title, String code, String detail) {
    return new Problem(status, title, detail, null) {
      private static final long serialVersionUID = 1L;

      @Override
      public JsonObject toJson() {
        return Json.builder(super.toJson()).add("code", code).build();
      }
    };
  }

  public static Problem conflict(String detail) {
    return new Problem(409, "Conflict", detail, null);
  }

  public static Problem tooLarge(String detail) {
    return new Problem(413, "Too large", detail, null);
  }

  public static Problem tooMany(String detail, int retryAfterSeconds) {
    return new Problem(429, "Too many requests", detail, null, retryAfterSeconds);
  }

  /** A user or a tenant has as much as may be of one: {@code code} is {@code limit_reached}. */
  public static Problem limitReached(String detail, Excess excess, int retryAfterSeconds) {
    return new Problem(429, "Limit reached", detail, null, retryAfterSeconds, excess);
  }

  public static Problem unavailable(String detail, int retryAfterSeconds) {
    return new Problem(503, "Unavailable", detail, null, retryAfterSeconds);
  }

  /** The same, naming the part of the request that was wrong. */
  Problem at(String place) {
    return new Problem(status, title, detail, place, retryAfterSeconds);
  }

  /** The same of a part of the request: {@code tasks[3].} before the field. */
  public Problem in(String place) {
    return field == null
        ? this
        : new Problem(
            status, title, place + detail, place + field, retryAfterSeconds, excess, errors);
  }

  /** The request is well formed and cannot be done. */
  public static Problem unprocessable(String field, String detail) {
    return new Problem(422, "Unprocessable content", detail, field);
  }

  public static Problem gone(String detail) {
    return new Problem(410, "Gone", detail, null);
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return detail;
  }

  /** The part of the request that was wrong, or null. */
  public String field() {
    return field;
  }

  /** When asking again makes sense. */
  public OptionalInt retryAfterSeconds() {
    return retryAfterSeconds < 0 ? OptionalInt.empty() : OptionalInt.of(retryAfterSeconds);
  }

  /** The body: {@code type}, {@code title}, {@code status}, {@code detail} and {@code field}. */
  public JsonObject toJson() {
    var json =
        Json.object()
            .add("type", "about:blank")
            .add("title", title)
            .add("status", status)
            .add("detail", detail);
    if (field != null) {
      json.add("field", field);
    }
    if (!errors.isEmpty()) {
      JsonArrayBuilder all = Json.array();
      errors.forEach(
          each -> all.add(Json.object().add("path", each.path()).add("message", each.message())));
      json.add("errors", all);
    }
    if (excess != null) {
      json.add("code", "limit_reached")
          .add(
              "limit",
              Json.object()
                  .add("name", excess.name())
                  .add("scope", excess.scope())
                  .add("limit", excess.limit())
                  .add("used", excess.used()));
    }
    return json.build();
  }
}
