package org.waybill.api.tools;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.json.JsonObjectWriter;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolSpec;
import org.waybill.tool.Tools;

/** {@code /api/tools}: what agents and {@code tool_execution} tasks can use, for everybody. */
@Path("/tools")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ToolsResource {

  @Inject private Tools tools;

  @GET
  public String list() {
    return Page.of(List.copyOf(tools.all()), ToolsResource::write);
  }

  @GET
  @Path("/{name}")
  public String get(@PathParam("name") String name) {
    StringBuilder out = new StringBuilder();
    write(out, tools.find(name).orElseThrow(() -> Problem.notFound("tool " + name)));
    return out.toString();
  }

  private static void write(StringBuilder out, Tool tool) {
    ToolSpec spec = tool.spec();
    new JsonObjectWriter(out)
        .text("name", spec.name())
        .text("description", spec.description())
        .text("risk", spec.risk().label())
        .text("source", spec.source())
        .number("timeoutSeconds", spec.timeout().toSeconds())
        .number("callsPerMinute", spec.perMinute())
        .json("arguments", spec.arguments())
        .json("result", spec.result())
        .end();
  }
}
