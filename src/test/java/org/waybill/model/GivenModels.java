package org.waybill.model;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;

/** The models of these settings, wired by hand. */
public final class GivenModels {

  private GivenModels() {}

  /** Without budgets. */
  public static Models of(Settings settings, ExecutorService threads) {
    return of(
        settings,
        threads,
        new ModelBudgets() {
          @Override
          Reservation reserve(Owner owner, BigDecimal most) {
            return new Reservation(null, null, owner);
          }
        });
  }

  static Models of(Settings settings, ExecutorService threads, ModelBudgets budgets) {
    ModelCatalog catalog = new ModelCatalog(settings);
    catalog.read();
    Publisher nobody =
        new Publisher() {
          @Override
          public void publish(Object event) {
            // Nobody counts.
          }
        };
    return new ConfiguredModels(
        catalog,
        new ModelConnection(Clock.systemUTC()),
        new ModelExecutor(threads),
        new Ticker(),
        nobody,
        budgets);
  }
}
