package org.waybill.api.facts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.Set;
import org.waybill.api.FieldText;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.JsonObjectWriter;
import org.waybill.memory.Fact;
import org.waybill.memory.Facts;
import org.waybill.security.Caller;

/** {@code /api/facts}: each user's own. */
@Path("/facts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class FactResource {

  private static final Set<String> MEMBERS = Set.of("text");

  @Inject private Facts facts;

  @GET
  public String list(@Context SecurityContext security) {
    return Page.of(facts.list(Caller.of(security).owner()), FactResource::write);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(@Context SecurityContext security, InputStream json) {
    RequestBody body = RequestBody.read(json);
    body.allowOnly(MEMBERS, "a fact");
    String text = body.requiredLine("text", Facts.LONGEST);
    Fact fact =
        facts
            .add(Caller.of(security).owner(), text, null)
            .orElseThrow(
                () ->
                    Problem.conflict(
                        "You have %d facts, which is the most; delete one first"
                            .formatted(Facts.MOST)));
    StringBuilder out = new StringBuilder();
    write(out, fact);
    return Response.created(URI.create("/api/facts/" + fact.id())).entity(out.toString()).build();
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@Context SecurityContext security, @PathParam("id") String id) {
    boolean deleted =
        FieldText.uuid(id)
            .map(each -> facts.delete(Caller.of(security).owner(), each))
            .orElse(false);
    if (!deleted) {
      throw Problem.notFound("fact " + id);
    }
    return Response.noContent().build();
  }

  private static void write(StringBuilder out, Fact fact) {
    new JsonObjectWriter(out)
        .text("id", fact.id().toString())
        .text("text", fact.text())
        .text("taskId", fact.taskId() == null ? null : fact.taskId().toString())
        .time("at", fact.at())
        .end();
  }
}
