package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** What calls of models took, on real rows. */
class ModelUsageTest {

  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
  private World world;
  private ModelUsage usage;

  @BeforeEach
  void someCalls() {
    Sql.update(TestDatabase.source(), "truncate model_usage");
    world = new World(TestDatabase.source(), Map.of());
    usage = world.bean(ModelUsage.class);
    add("ann", "large", 100, true);
    add("ann", "large", 50, true);
    add("ann", "small", 0, false);
    add("bob", "large", 7, true);
  }

  private void add(String user, String model, long in, boolean done) {
    Usage each = new Usage(in, 10, 0, new BigDecimal("0.001"));
    ModelReply reply = new ModelReply("", List.of(), model, each, ModelReply.End.COMPLETE);
    CallOrigin origin = new CallOrigin(new Owner("acme", user), null, 0, null, "general", 1);
    usage.add(
        new ModelCalled(
            new ModelCall(origin, null, List.of(), List.of(), null, 100),
            model,
            "openai",
            "m-1",
            Instant.EPOCH,
            null,
            Duration.ZERO,
            done ? reply : null,
            done ? CallOutcome.COMPLETED : CallOutcome.BROKEN,
            null));
  }

  private List<UsageSum> sums(Owner owner, UsageSum.By... by) {
    return usage.sums(owner, List.of(by), today.minusDays(1), today.plusDays(1), 10);
  }

  @Test
  void callsAreSummedByWhatIsAskedFor() {
    List<UsageSum> byModel = sums(new Owner("acme", "ann"), UsageSum.By.MODEL);
    assertThat(byModel)
        .extracting(UsageSum::keys)
        .containsExactly(List.of("large"), List.of("small"));
    assertThat(byModel.get(0).calls()).isEqualTo(2);
    assertThat(byModel.get(0).usage().in()).isEqualTo(150);
    assertThat(byModel.get(0).usage().cost()).isEqualByComparingTo("0.002");
    assertThat(byModel.get(1).failed()).isEqualTo(1);
    assertThat(sums(new Owner("acme", null), UsageSum.By.USER, UsageSum.By.MODEL)).hasSize(3);
    assertThat(sums(new Owner(null, null), UsageSum.By.TENANT)).hasSize(1);
    assertThat(sums(new Owner("other", null), UsageSum.By.DAY)).isEmpty();
  }

  @Test
  void oldDaysAreDeleted() {
    Sql.update(world.rows(), "update model_usage set day = day - 401 where user_id = 'bob'");
    usage.cleanUp();
    assertThat(world.ask(Long.class, "select count(*) from model_usage")).isEqualTo(2);
  }
}
