package org.waybill.api.mcp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.waybill.json.Json;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolSpec;
import org.waybill.tool.Tools;

/** Lists the tools, always in the same order. */
@ApplicationScoped
class ToolListText {

  @Inject private Tools tools;

  JsonArrayBuilder of(Revision revision) {
    JsonArrayBuilder all = Json.array();
    for (OwnTool tool : OwnTool.values()) {
      all.add(own(tool, revision));
    }
    for (Tool tool : tools.all()) {
      if (OwnTool.named(tool.spec().name()).isEmpty()) {
        all.add(tool(tool.spec(), revision));
      }
    }
    return all;
  }

  private static JsonObject own(OwnTool tool, Revision revision) {
    JsonObjectBuilder json =
        Json.object()
            .add("name", tool.label())
            .add("description", tool.description())
            .add("inputSchema", Json.read(tool.arguments()))
            .add(
                "annotations",
                Json.object()
                    .add("readOnlyHint", tool.changes() == OwnTool.Changes.NONE)
                    .add("destructiveHint", tool.changes() == OwnTool.Changes.ENDS)
                    .add("openWorldHint", false));
    return execution(json, tool.canBeTask(), revision).build();
  }

  private static JsonObject tool(ToolSpec spec, Revision revision) {
    boolean reads = spec.risk() == Risk.READ;
    JsonObjectBuilder json =
        Json.object()
            .add("name", spec.name())
            .add("description", spec.description() + (reads ? "" : " A person is asked first."))
            .add("inputSchema", Json.read(spec.arguments()))
            .add(
                "annotations",
                Json.object().add("readOnlyHint", reads).add("destructiveHint", !reads));
    return execution(json, true, revision).build();
  }

  private static JsonObjectBuilder execution(
      JsonObjectBuilder json, boolean canBeTask, Revision revision) {
    if (revision == Revision.V2025_11_25) {
      String support = canBeTask ? "optional" : "forbidden";
      json.add("execution", Json.object().add("taskSupport", support));
    }
    return json;
  }
}
