package org.waybill.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.waybill.tool.ClientTool;
import org.waybill.tool.Tools;
import org.waybill.type.InputSchema;
import org.waybill.type.InvalidSchema;

/** Reads the tools that a client offers to an agent and runs itself. */
public final class ClientToolParser {

  /** Tools in one request. */
  private static final int MOST = 128;

  private static final String NAME = "name";
  private static final String PARAMETERS = "parameters";
  private static final String NAME_ALLOWED = "1 to 64 letters, digits, _ and -";
  private static final Pattern NAMES = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DESCRIPTION = 4_000;

  /** Of all of them together, in characters: the model reads them before each of its turns. */
  private static final int LARGEST = 200_000;

  private ClientToolParser() {}

  /**
   * The tools in the array {@code tools}; what else they have is ignored.
   *
   * @param check of each, besides
   * @throws Problem 400 that names the tool and the member
   */
  public static List<ClientTool> read(RequestBody body, Consumer<RequestBody> check) {
    JsonArray array = body.array("tools", MOST);
    List<ClientTool> tools = new ArrayList<>();
    for (int i = 0; array != null && i < array.size(); i++) {
      String place = "tools[" + i + "]";
      RequestBody tool = RequestBody.of(array.get(i), place);
      try {
        check.accept(tool);
        tools.add(read(tool));
      } catch (Problem e) {
        throw e.in(place + ".");
      }
    }
    requireTogether(tools);
    return tools;
  }

  private static ClientTool read(RequestBody tool) {
    String name = tool.requiredText(NAME, LONGEST_NAME);
    if (!NAMES.matcher(name).matches()) {
      throw RequestBody.wrong(NAME, "is '" + name + "'", NAME_ALLOWED);
    }
    String description = tool.text("description", LONGEST_DESCRIPTION);
    return new ClientTool(name, description == null ? "" : description, parameters(tool));
  }

  /** The dialect that a generator of schemas writes down does not matter. */
  private static String parameters(RequestBody tool) {
    JsonObjectBuilder schema = Json.createObjectBuilder().add("type", "object");
    JsonObject given = tool.nested(PARAMETERS).json();
    given.forEach(schema::add);
    String text = schema.remove("$schema").build().toString();
    try {
      InputSchema.read(text);
    } catch (InvalidSchema e) {
      throw Problem.badRequest(PARAMETERS, PARAMETERS + " " + e.getMessage());
    }
    return text;
  }

  private static void requireTogether(List<ClientTool> tools) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      String name = tools.get(i).name();
      if (!names.add(name)) {
        throw RequestBody.wrong(
            field(i), "is '" + name + "', as another one", "each name only once");
      }
    }
    int size = ClientTool.toJson(tools).toString().length();
    if (size > LARGEST) {
      throw RequestBody.wrong(
          "tools", "has " + size + " characters", "at most " + LARGEST + " characters");
    }
  }

  /**
   * @throws Problem 400 if one has the name of a tool of the server
   */
  public static void requireFree(List<ClientTool> tools, Tools known) {
    for (int i = 0; i < tools.size(); i++) {
      String name = tools.get(i).name();
      if (name.equals(Tools.HANDOFF) || known.find(name).isPresent()) {
        throw RequestBody.wrong(
            field(i),
            "is '" + name + "', which is a tool of the server",
            "a name that is not in GET /api/tools, and not handoff");
      }
    }
  }

  private static String field(int index) {
    return "tools[" + index + "]." + NAME;
  }
}
