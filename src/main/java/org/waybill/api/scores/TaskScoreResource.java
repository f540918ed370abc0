package org.waybill.api.scores;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.UUID;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.api.TaskAccess;
import org.waybill.json.JsonObjectWriter;
import org.waybill.owner.Owner;
import org.waybill.score.Score;
import org.waybill.score.Scores;
import org.waybill.security.Caller;
import org.waybill.task.TaskSummary;

/** {@code /api/tasks/{id}/scores}. */
@Path("/tasks/{id}/scores")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class TaskScoreResource {

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_COMMENT = 2_000;
  private static final double LARGEST = 1_000_000;

  @Inject private TaskAccess tasks;
  @Inject private Scores scores;

  @GET
  public String list(@Context SecurityContext security, @PathParam("id") String id) {
    TaskSummary task = tasks.summary(id, Caller.of(security));
    return Page.of(scores.of(task.id()), TaskScoreResource::write);
  }

  /** Stores a score, in place of an earlier one of this caller with this name. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public String put(
      @Context SecurityContext security, @PathParam("id") String id, InputStream json) {
    Caller caller = Caller.of(security);
    TaskSummary task = tasks.summary(id, caller);
    RequestBody body = RequestBody.read(json);
    String name = body.line("name", LONGEST_NAME);
    if (name == null || !name.matches("[a-z][a-z0-9_-]*")) {
      throw RequestBody.wrong(
          "name",
          name == null ? "is missing" : "is '" + name + "'",
          "1 to 64 lower-case letters, digits, - and _, beginning with a letter");
    }
    store(task, caller, name, value(body.value("value")), body.text("comment", LONGEST_COMMENT));
    return Page.of(scores.of(task.id()), TaskScoreResource::write);
  }

  private void store(TaskSummary task, Caller caller, String name, double value, String comment) {
    UUID id = task.id();
    if (!scores.put(id, new Owner(task.tenant(), caller.userId()), name, value, comment)) {
      throw Problem.conflict(
          "Task %s has scores of %d names, which is the most".formatted(id, Scores.MOST_NAMES));
    }
  }

  private static double value(JsonValue value) {
    if (JsonValue.TRUE.equals(value) || JsonValue.FALSE.equals(value)) {
      return JsonValue.TRUE.equals(value) ? 1 : 0;
    }
    double number = value instanceof JsonNumber given ? given.doubleValue() : Double.NaN;
    if (!(Math.abs(number) <= LARGEST)) {
      throw RequestBody.wrong(
          "value",
          value == null ? "is missing" : "is no number in the range",
          "true, false, or a number from -1,000,000 to 1,000,000");
    }
    return number;
  }

  private static void write(StringBuilder out, Score score) {
    JsonObjectWriter json =
        new JsonObjectWriter(out)
            .text("name", score.name())
            .text("userId", score.userId())
            .json("value", Double.toString(score.value()))
            .text("comment", score.comment())
            .text("agent", score.agent())
            .time("at", score.at());
    if (score.agentVersion() != null) {
      json.number("agentVersion", score.agentVersion());
    }
    json.end();
  }
}
