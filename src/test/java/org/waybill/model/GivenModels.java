package org.waybill.model;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
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
        event -> {
          // Nobody counts.
        });
  }

  /**
   * Without budgets.
   *
   * @param observed is given each event
   */
  static Models of(Settings settings, ExecutorService threads, Consumer<Object> observed) {
    ModelBudgets none =
        new ModelBudgets() {
          @Override
          Reservation reserve(Owner owner, BigDecimal most) {
            return new Reservation(null, null, owner);
          }
        };
    return of(settings, threads, none, observed);
  }

  static Models of(
      Settings settings, ExecutorService threads, ModelBudgets budgets, Consumer<Object> observed) {
    ModelCatalog catalog = new ModelCatalog(settings);
    catalog.read();
    Publisher observer =
        new Publisher() {
          @Override
          public void publish(Object event) {
            observed.accept(event);
          }
        };
    return new ConfiguredModels(
        catalog,
        new ModelConnection(Clock.systemUTC()),
        new ModelExecutor(threads),
        Clock.systemUTC(),
        new Ticker(),
        observer,
        budgets);
  }
}
