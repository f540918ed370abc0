package org.waybill.tool;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.waybill.dispatch.World;

/** The tools of a test, and the threads that they run on. */
public final class GivenTools extends Tools {

  /** What a tool does. */
  @FunctionalInterface
  public interface Work {
    JsonValue run(JsonObject arguments, ToolCall call) throws Exception;
  }

  private static final String ANY = "{\"type\":\"object\"}";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Tool> tools = new LinkedHashMap<>();

  public GivenTools in(World world) {
    world.with(Tools.class, this).with(ToolExecutor.class, new ToolExecutor(threads));
    return this;
  }

  public GivenTools tool(String name, Risk risk, Work work) {
    ToolSpec spec =
        new ToolSpec(
            name, "Does " + name, risk, ANY, ANY, Duration.ofSeconds(10), 1_000, ToolSpec.BUILT_IN);
    tools.put(
        name,
        new Tool() {
          @Override
          public ToolSpec spec() {
            return spec;
          }

          @Override
          public JsonValue run(JsonObject arguments, ToolCall call) throws Exception {
            return work.run(arguments, call);
          }
        });
    return this;
  }

  @Override
  public Optional<Tool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  @Override
  public List<String> similarTo(String name) {
    return List.copyOf(tools.keySet());
  }

  public ExecutorService threads() {
    return threads;
  }
}
