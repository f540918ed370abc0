package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.handler.Outcome;
import org.waybill.json.Json;
import org.waybill.task.Claim;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;
import org.waybill.type.TaskTypes;
import org.waybill.world.SimulatedDatabase;

/** A child's input is checked like that of any task. */
class ChildInputTest {

  private final ScriptedHandler handler =
      new ScriptedHandler(KnownTypes.PIPELINE.accepting("{\"required\":[\"url\"]}"));
  private final World world =
      new World(SimulatedDatabase.next(), Map.of()).with(TaskTypes.class, handler.alone());

  @Test
  void anInputThatItsTypeDoesNotAllowIsNoChild() {
    world.accept(world.task(KnownTypes.PIPELINE, "acme", "ann").build());
    Claim claim = world.start().get(0);
    String type = KnownTypes.PIPELINE.name();
    handler.does(
        (input, context) -> {
          assertThatThrownBy(() -> context.spawn("a", type, Json.read("{\"address\":1}")))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("url");
          context.spawn("b", type, Json.read("{\"url\":1}"));
          return Outcome.waitForChildren();
        });

    AttemptServices services = world.bean(AttemptServices.class);
    world
        .bean(AttemptRunner.class)
        .run(new Attempt(claim, "node", atOnce -> {}, services, new Ticker()));

    assertThat(world.ask(String.class, "select input from task where parent_id is not null"))
        .isEqualTo("{\"url\":1}");
  }
}
