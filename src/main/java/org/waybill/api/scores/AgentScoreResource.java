package org.waybill.api.scores;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.json.JsonObjectWriter;
import org.waybill.score.ScoreSum;
import org.waybill.score.Scores;
import org.waybill.security.Caller;

/** {@code /api/agents/{name}/scores}: how the versions of an agent compare, for operators. */
@Path("/agents/{name}/scores")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentScoreResource {

  @Inject private Scores scores;

  @GET
  public String compare(@Context SecurityContext security, @PathParam("name") String name) {
    Caller caller = Caller.of(security);
    if (!caller.isOperator()) {
      throw Problem.forbidden(
          "operator_right_missing", "Only operators may compare the versions of agents.");
    }
    return Page.of(scores.sums(caller.tenant(), name), AgentScoreResource::write);
  }

  private static void write(StringBuilder out, ScoreSum sum) {
    new JsonObjectWriter(out)
        .number("version", sum.version())
        .text("name", sum.name())
        .number("count", sum.count())
        .json("mean", Double.toString(sum.mean()))
        .json("min", Double.toString(sum.min()))
        .json("max", Double.toString(sum.max()))
        .end();
  }
}
