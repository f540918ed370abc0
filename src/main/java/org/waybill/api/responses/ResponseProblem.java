package org.waybill.api.responses;

import jakarta.json.JsonObject;
import org.waybill.api.Problem;
import org.waybill.json.Json;

/** An error with a code for programs, which may name a parameter as well. */
final class ResponseProblem extends Problem {

  private static final long serialVersionUID = 1L;

  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int LONGEST_SHOWN = 100;

  private final String code;

  /** It names a parameter of the request, wherever in it the cause is. */
  @Override
  public Problem in(String place) {
    return this;
  }

  private ResponseProblem(int status, String title, String code, String field, String detail) {
    super(status, title, detail, field);
    this.code = code;
  }

  static ResponseProblem unsupported(String param, String allowed) {
    return badRequest(
        "unsupported_parameter", param, param + " is not supported here; allowed: " + allowed);
  }

  static ResponseProblem badRequest(String code, String param, String detail) {
    return new ResponseProblem(BAD_REQUEST, "Bad request", code, param, detail);
  }

  static ResponseProblem notFound(String code, String param, String detail) {
    return new ResponseProblem(NOT_FOUND, "Not found", code, param, detail);
  }

  static ResponseProblem unknownModel(String name) {
    return new ResponseProblem(
        NOT_FOUND,
        "Not found",
        "model_not_found",
        "model",
        "There is no model '" + shown(name) + "'; allowed: the names in GET /v1/models");
  }

  static ResponseProblem unknownResponse(String id) {
    return new ResponseProblem(
        NOT_FOUND,
        "Not found",
        "response_not_found",
        null,
        "There is no response '" + shown(id) + "'.");
  }

  static String shown(String text) {
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
  }

  @Override
  public JsonObject toJson() {
    return Json.builder(super.toJson()).add("code", code).build();
  }
}
