package org.waybill.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.sql.Sql;
import org.waybill.type.KnownTypes;
import org.waybill.world.SimulatedDatabase;

/** How much of inputs and outputs a list may show. */
class PayloadQueryTest {

  private static final String LARGE = "\"" + "x".repeat(70_000) + "\"";
  private static final Set<PayloadKind> BOTH = Set.of(PayloadKind.INPUT, PayloadKind.OUTPUT);

  private final World world = new World(SimulatedDatabase.next(), Map.of());
  private final PayloadQuery payloads = world.bean(PayloadQuery.class);

  private UUID completed(String input, String output) {
    world.accept(world.task(KnownTypes.CAMERA_ANALYSIS, "acme", "ann").input(input).build());
    Claim claim = world.start().get(0);
    world
        .bean(AttemptCompleter.class)
        .settle(List.of(AttemptResult.completed(claim, output, null)));
    return claim.task().id();
  }

  @Test
  void smallOnesAreShown() {
    UUID id = completed("{\"a\":1}", "[2]");
    ListedPayload payload = payloads.of(List.of(id), BOTH).get(id);
    assertThat(payload.value(PayloadKind.INPUT)).isEqualTo("{\"a\":1}");
    assertThat(payload.value(PayloadKind.OUTPUT)).isEqualTo("[2]");
    assertThat(payload.omitted()).isEmpty();
  }

  @Test
  void onlyWhatWasAskedForIsShown() {
    UUID id = completed("{\"a\":1}", "[2]");
    ListedPayload payload = payloads.of(List.of(id), EnumSet.of(PayloadKind.OUTPUT)).get(id);
    assertThat(payload.values()).containsOnlyKeys(PayloadKind.OUTPUT);
    assertThat(payloads.of(List.of(id), Set.of())).isEmpty();
  }

  @Test
  void ofLargeOnesTheSizeIsShown() {
    UUID id = completed("{}", LARGE);
    ListedPayload payload = payloads.of(List.of(id), BOTH).get(id);
    assertThat(payload.value(PayloadKind.OUTPUT)).isNull();
    assertThat(payload.omitted()).containsExactly(Map.entry(PayloadKind.OUTPUT, 70_002L));
  }

  @Test
  void aLargeOneThatAnEarlierVersionStoredInTheRowIsOmittedToo() {
    UUID id = completed("{}", "1");
    Sql.update(world.rows(), "update task set output = ? where id = ?", LARGE, id);
    assertThat(payloads.of(List.of(id), BOTH).get(id).omitted())
        .containsExactly(Map.entry(PayloadKind.OUTPUT, 70_002L));
  }

  @Test
  void thePartialOutputIsBoundedLikewise() {
    UUID id = completed("{}", "1");
    Sql.update(world.rows(), "update task set partial = ? where id = ?", LARGE, id);
    assertThat(payloads.of(List.of(id), Set.of(PayloadKind.PARTIAL)).get(id).omitted())
        .containsOnlyKeys(PayloadKind.PARTIAL);
  }

  @Test
  void oneListShowsAtMostOneMebibyteTheInputsAndTheNewestFirst() {
    String most = "\"" + "y".repeat(PayloadQuery.LARGEST_VALUE - 2) + "\"";
    List<UUID> oldestFirst = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      oldestFirst.add(completed("7", most));
    }
    Map<UUID, ListedPayload> found = payloads.of(oldestFirst, BOTH);
    assertThat(found.values()).allMatch(each -> each.value(PayloadKind.INPUT).equals("7"));
    List<UUID> shown =
        oldestFirst.stream().filter(id -> found.get(id).value(PayloadKind.OUTPUT) != null).toList();
    assertThat(shown).isEqualTo(oldestFirst.subList(5, 20));
    assertThat(found.get(oldestFirst.get(0)).omitted())
        .containsEntry(PayloadKind.OUTPUT, (long) PayloadQuery.LARGEST_VALUE);
  }
}
