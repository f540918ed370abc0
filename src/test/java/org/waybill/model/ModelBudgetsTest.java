package org.waybill.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.waybill.dispatch.World;
import org.waybill.document.TestDatabase;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;

/** Budgets of two nodes on the same rows. */
class ModelBudgetsTest {

  private static final Owner ANN = new Owner("acme", "ann");
  private static final Owner BOB = new Owner("acme", "bob");
  private static final BigDecimal THIRD = new BigDecimal("0.30");

  private World world;
  private ModelBudgets budgets;
  private ModelBudgets otherNode;

  @BeforeEach
  void twoNodes() {
    Sql.update(TestDatabase.source(), "truncate model_budget, model_reservation");
    Map<String, String> settings =
        Map.of("waybill.budget.user-per-day", "1.00", "waybill.budget.tenant-per-day", "1.50");
    world = new World(TestDatabase.source(), settings);
    budgets = world.bean(ModelBudgets.class);
    otherNode = new World(TestDatabase.source(), settings).bean(ModelBudgets.class);
  }

  /** Twenty at once, on two nodes, each at most 0.30 of 1.00: three may. */
  @Test
  void callsAtTheSameTimeDoNotGoOverTheBudgetTogether() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ModelBudgets node = i % 2 == 0 ? budgets : otherNode;
      calls.add(() -> reserves(node, ANN));
    }
    int allowed = 0;
    for (Future<Boolean> each : threads.invokeAll(calls)) {
      allowed += each.get() ? 1 : 0;
    }
    threads.shutdown();
    assertThat(allowed).isEqualTo(3);
  }

  private static boolean reserves(ModelBudgets node, Owner owner) {
    try {
      node.reserve(owner, THIRD);
      return true;
    } catch (ModelFailure.OverBudget e) {
      return false;
    }
  }

  @Test
  void whatACallDidCostTakesThePlaceOfWhatWasReserved() {
    for (int i = 0; i < 8; i++) {
      budgets.settle(budgets.reserve(ANN, THIRD), new BigDecimal("0.10"));
    }
    assertThatThrownBy(() -> budgets.reserve(ANN, THIRD))
        .isInstanceOf(ModelFailure.OverBudget.class)
        .hasMessageContaining("WAYBILL_BUDGET_USER_PER_DAY")
        .hasMessageContaining("1.00");
    assertThat(reserves(budgets, BOB)).isTrue();
    assertThatThrownBy(() -> budgets.reserve(BOB, new BigDecimal("0.50")))
        .hasMessageContaining("WAYBILL_BUDGET_TENANT_PER_DAY");
  }

  @Test
  void aReservationOfAProcessThatDiedExpires() {
    for (int i = 0; i < 3; i++) {
      budgets.reserve(ANN, THIRD);
    }
    assertThat(reserves(budgets, ANN)).isFalse();
    Sql.update(world.rows(), "update model_reservation set expires_at = now()");
    assertThat(reserves(budgets, ANN)).isTrue();
    budgets.cleanUp();
    assertThat(world.ask(Long.class, "select count(*) from model_reservation")).isEqualTo(2);
  }
}
