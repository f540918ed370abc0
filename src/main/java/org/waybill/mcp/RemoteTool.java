package org.waybill.mcp;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.handler.EffectLookup;
import org.waybill.handler.InputNeeded;
import org.waybill.handler.NothingDone;
import org.waybill.json.Json;
import org.waybill.text.CutText;
import org.waybill.tool.Risk;
import org.waybill.tool.Tool;
import org.waybill.tool.ToolCall;
import org.waybill.tool.ToolFailure;
import org.waybill.tool.ToolSpec;
import org.waybill.type.InputSchema;
import org.waybill.type.InvalidSchema;

/** A tool of a configured server. */
final class RemoteTool implements Tool {

  private static final String ANY_OBJECT = "{\"type\":\"object\"}";
  private static final Logger LOG = Logger.getLogger(RemoteTool.class.getName());
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DESCRIPTION = 2_000;
  private static final int LONGEST_TEXT = 200_000;
  private static final int PER_MINUTE = 600;
  private static final int PERCENT = 100;
  private static final String RESULT =
      """
      {"type":"object","required":["text"],"properties":{"text":{"type":"string"},"structured":{}}}
      """;

  private final McpServer server;
  private final String remoteName;
  private final ToolSpec spec;

  private RemoteTool(McpServer server, String remoteName, ToolSpec spec) {
    this.server = server;
    this.remoteName = remoteName;
    this.spec = spec;
  }

  /** The tools of a list that may be used; what is none is left out, with a line in the log. */
  static List<RemoteTool> all(McpServer server, List<JsonObject> offered) {
    List<RemoteTool> tools = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> allowed = server.spec().tools();
    for (JsonObject each : offered) {
      String name = each.getString("name", "");
      if (!allowed.isEmpty() && !allowed.contains(name)) {
        continue;
      }
      ToolSpec spec = spec(server.spec(), name, each);
      if (spec == null || !names.add(spec.name())) {
        LOG.log(
            Level.WARNING,
            "MCP server {0} offers a tool that cannot be used: {1}",
            new Object[] {server.spec().name(), name.replaceAll("\\p{C}", "?")});
        continue;
      }
      tools.add(new RemoteTool(server, name, spec));
    }
    return List.copyOf(tools);
  }

  /**
   * The schema as this product checks it: its draft is not named, and one that cannot be checked
   * here allows any object. The server checks the arguments itself.
   */
  private static String checkable(JsonObject schema) {
    String text = Json.builder(schema).remove("$schema").build().toString();
    try {
      InputSchema.read(text);
      return text;
    } catch (InvalidSchema e) {
      return ANY_OBJECT;
    }
  }

  /** The name here of what the server calls so. */
  static String nameOf(ServerSpec server, String name) {
    return (server.name() + "_" + name).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }

  private static ToolSpec spec(ServerSpec server, String name, JsonObject offered) {
    String local = nameOf(server, name);
    if (name.isEmpty()
        || local.length() > LONGEST_NAME
        || !(offered.get("inputSchema") instanceof JsonObject schema)) {
      return null;
    }
    String text = offered.getString("description", name);
    return new ToolSpec(
        local,
        CutText.begin(text, LONGEST_DESCRIPTION),
        server.risks().getOrDefault(name, riskOf(offered)),
        checkable(schema),
        RESULT,
        server.timeout(),
        PER_MINUTE,
        "mcp:" + server.name());
  }

  /** What does not say that it only reads may change something. */
  private static Risk riskOf(JsonObject offered) {
    boolean reads =
        offered.get("annotations") instanceof JsonObject hints
            && hints.get("readOnlyHint") == JsonValue.TRUE;
    return reads ? Risk.READ : Risk.WRITE;
  }

  @Override
  public ToolSpec spec() {
    return spec;
  }

  @Override
  public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
    JsonObject params =
        Json.object()
            .add("name", remoteName)
            .add("arguments", arguments)
            .add("_meta", Json.object().add("progressToken", call.idempotencyKey()))
            .build();
    Optional<OpenCall> parked = server.parked().take(call.idempotencyKey());
    return goOn(parked.orElseGet(() -> server.begin(params)), call);
  }

  /** A call whose server has asked a person goes on, if this is the node that holds it. */
  @Override
  public EffectLookup<JsonValue> lookup(JsonObject arguments, ToolCall call) {
    return server
        .parked()
        .take(call.idempotencyKey())
        .<EffectLookup<JsonValue>>map(open -> () -> Optional.of(goOn(open, call)))
        .orElse(null);
  }

  private JsonValue goOn(OpenCall open, ToolCall call) throws Exception {
    open.followedBy(message -> progress(message, call));
    boolean isKept = false;
    try {
      return value(open.result(new ElicitationAnswers(server, open, call)));
    } catch (InputNeeded e) {
      server.parked().park(call.idempotencyKey(), open);
      isKept = true;
      throw e;
    } catch (ConnectException e) {
      throw new NothingDone("MCP server " + server.spec().name() + " is not reachable", e);
    } catch (SessionLost e) {
      throw new NothingDone(
          "MCP server " + server.spec().name() + " loses each session at once", e);
    } catch (HttpTimeoutException e) {
      throw failure("timed_out", e);
    } catch (RpcFailure e) {
      throw ToolFailure.forGood(
          "refused_by_server", "MCP server %s: %s".formatted(server.spec().name(), e.getMessage()));
    } catch (IOException e) {
      throw failure("connection_lost", e);
    } finally {
      if (!isKept) {
        open.cancel();
      }
    }
  }

  private ToolFailure failure(String code, IOException e) {
    String text = "MCP server %s: %s".formatted(server.spec().name(), e.getMessage());
    return ToolFailure.forNow(code, text, null, e);
  }

  private static void progress(JsonObject message, ToolCall call) {
    if (!message.getString("method", "").equals("notifications/progress")
        || !(message.get("params") instanceof JsonObject params)
        || !(params.get("progress") instanceof JsonNumber progress)) {
      return;
    }
    double total = params.get("total") instanceof JsonNumber all ? all.doubleValue() : PERCENT;
    double share = total > 0 ? PERCENT * progress.doubleValue() / total : 0;
    call.progress((int) Math.max(0, Math.min(PERCENT, share)), params.getString("message", null));
  }

  private JsonValue value(JsonObject result) throws ToolFailure {
    StringBuilder text = new StringBuilder();
    JsonValue content = result.getOrDefault("content", JsonValue.EMPTY_JSON_ARRAY);
    for (JsonValue each : content instanceof JsonArray all ? all : JsonValue.EMPTY_JSON_ARRAY) {
      if (each instanceof JsonObject part) {
        boolean isText = part.get("text") instanceof JsonString;
        String type = part.getString("type", "?");
        text.append(text.length() == 0 ? "" : "\n")
            .append(isText ? part.getString("text") : "[" + type + " left out]");
      }
    }
    if (text.length() > LONGEST_TEXT) {
      int length = text.length();
      text.setLength(LONGEST_TEXT);
      text.append("\n[cut: the result has ").append(length).append(" characters]");
    }
    String shown = text.toString().replace("\0", "");
    if (result.get("isError") == JsonValue.TRUE) {
      throw ToolFailure.forGood("tool_failed", shown.isEmpty() ? "no reason was given" : shown);
    }
    var json = Json.object().add("text", shown);
    JsonValue structured = result.get("structuredContent");
    if (structured != null && structured.toString().length() <= LONGEST_TEXT) {
      json.add("structured", structured);
    }
    return json.build();
  }
}
