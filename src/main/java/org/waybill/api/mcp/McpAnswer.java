package org.waybill.api.mcp;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.waybill.api.Problem;
import org.waybill.api.ProblemMapper;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;

/**
 * Writes JSON-RPC responses.
 *
 * @param id of the request as JSON text; null if it could not be read
 */
record McpAnswer(String id) {

  private static final int SERVER_ERROR = 500;

  Response of(JsonObject result) {
    return Response.ok(text(result), MediaType.APPLICATION_JSON_TYPE).build();
  }

  String text(JsonObject result) {
    return begin().json("result", result.toString()).end().toString();
  }

  /** Errors of a method have HTTP status 200, unless the protocol wants another. */
  Response of(Throwable failure) {
    Problem problem = ProblemMapper.problem(failure);
    Response.ResponseBuilder response =
        Response.status(status(problem))
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(text(problem));
    problem.retryAfterSeconds().ifPresent(s -> response.header("Retry-After", s));
    return response.build();
  }

  private static int status(Problem problem) {
    boolean own = problem instanceof McpProblem || isOfTheServer(problem);
    return own || problem.status() == 413 ? problem.status() : 200;
  }

  private static boolean isOfTheServer(Problem problem) {
    return problem.status() == 429 || problem.status() >= SERVER_ERROR;
  }

  String text(Problem problem) {
    JsonObjectBuilder error = Json.object();
    if (problem instanceof McpProblem ours) {
      error.add("code", ours.code()).add("message", ours.detail());
      if (ours.data() != null) {
        error.add("data", ours.data());
      }
    } else {
      int code = isOfTheServer(problem) ? McpProblem.INTERNAL : McpProblem.INVALID_PARAMS;
      error.add("code", code).add("message", problem.detail()).add("data", problem.toJson());
    }
    return begin().json("error", error.build().toString()).end().toString();
  }

  private JsonObjectWriter begin() {
    return new JsonObjectWriter(new StringBuilder()).text("jsonrpc", "2.0").json("id", id);
  }
}
