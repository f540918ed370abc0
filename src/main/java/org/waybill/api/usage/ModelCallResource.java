package org.waybill.api.usage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.waybill.api.FieldText;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.json.JsonObjectWriter;
import org.waybill.model.CallOrigin;
import org.waybill.model.log.ModelCallRecord;
import org.waybill.model.log.ModelCallStore;
import org.waybill.security.Caller;

/**
 * {@code /api/model-calls}: what was sent to language models, and what came back. Operators see
 * those of their tenant, administrators all.
 */
@Path("/model-calls")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ModelCallResource {

  private static final int USUAL = 50;

  @Inject private ModelCallStore calls;

  /** The newest first, without their contents. */
  @GET
  public String list(
      @Context SecurityContext security,
      @QueryParam("task") String task,
      @QueryParam("chat") String chat,
      @QueryParam("model") String model,
      @QueryParam("agent") String agent,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    ModelCallStore.Filter filter =
        new ModelCallStore.Filter(
            tenant(operator(security)),
            task(task),
            FieldText.line("chat", chat),
            FieldText.line("model", model),
            FieldText.line("agent", agent));
    int most = Page.limit(limit, USUAL);
    List<ModelCallRecord> found = calls.list(filter, Page.cursor(cursor), most + 1);
    return Page.of(found, most, ModelCallRecord::id, ModelCallResource::write);
  }

  @GET
  @Path("/{id}")
  public String get(@Context SecurityContext security, @PathParam("id") String id) {
    String tenant = tenant(operator(security));
    ModelCallRecord call =
        FieldText.uuid(id)
            .flatMap(known -> calls.find(known, tenant))
            .orElseThrow(() -> Problem.notFound("model call " + id));
    StringBuilder out = new StringBuilder();
    write(out, call);
    return out.toString();
  }

  private static Caller operator(SecurityContext security) {
    Caller caller = Caller.of(security);
    if (!caller.isOperator()) {
      throw Problem.forbidden(
          "operator_right_missing", "Only operators may read the calls of language models.");
    }
    return caller;
  }

  private static String tenant(Caller caller) {
    return caller.isAdmin() ? null : caller.tenant();
  }

  private static UUID task(String text) {
    return text == null
        ? null
        : FieldText.uuid(text)
            .orElseThrow(() -> RequestBody.wrong("task", "is '" + text + "'", "the id of a task"));
  }

  private static void write(StringBuilder out, ModelCallRecord call) {
    CallOrigin origin = call.origin();
    JsonObjectWriter json =
        new JsonObjectWriter(out)
            .text("id", call.id())
            .text("tenant", origin.owner().tenant())
            .text("userId", origin.owner().userId())
            .text("taskId", origin.taskId());
    if (origin.taskId() != null) {
      json.number("attempt", origin.attempt());
    }
    json.text("chatId", origin.chatId()).text("agent", origin.agent());
    if (origin.agentVersion() != null) {
      json.number("agentVersion", origin.agentVersion());
    }
    json.text("model", call.model())
        .text("provider", call.provider())
        .text("providerModel", call.providerModel())
        .text("outcome", call.outcome())
        .text("error", call.error())
        .text("end", call.end())
        .number("in", call.usage().in())
        .number("out", call.usage().out())
        .number("cached", call.usage().cached())
        .json("cost", call.usage().cost().toPlainString())
        .time("begunAt", call.begunAt());
    if (call.firstPieceMillis() != null) {
      json.number("firstPieceMillis", call.firstPieceMillis());
    }
    json.number("durationMillis", call.durationMillis()).json("contents", call.contents()).end();
  }
}
