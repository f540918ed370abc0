package org.waybill.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;
import org.waybill.world.SimulatedDatabase;

/** Somebody waits for the first piece of an answer, and reads the others as they come. */
class FirstPieceTest {

  private final World world = new World(SimulatedDatabase.next(), Map.of());

  @Test
  void theFirstPieceIsReportedAtOnceAndWhatFollowsWithTheNextBatch() {
    world.accept(world.task(KnownTypes.PIPELINE, "acme", "ann").build());
    List<Boolean> atOnce = new ArrayList<>();
    Attempt attempt =
        new Attempt(
            world.start().get(0),
            "node",
            atOnce::add,
            world.bean(AttemptServices.class),
            new Ticker());

    attempt.progress(10, "asking");
    attempt.partial("It");
    attempt.partial(" depends");
    attempt.takeReport();
    attempt.partial(".");

    assertThat(atOnce).containsExactly(false, true, false, false);
  }
}
