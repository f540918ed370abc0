package org.waybill.model;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.owner.Owner;
import org.waybill.time.Ticker;
import org.waybill.trace.Spans;
import org.waybill.world.Beans;

/** The models of these settings, wired by hand. */
public final class GivenModels {

  private GivenModels() {}

  /** Without budgets. */
  public static Models of(Settings settings, ExecutorService threads) {
    Spans spans = new Beans(Map.of()).with(Settings.class, settings).get(Spans.class);
    return of(
        settings,
        threads,
        event -> {
          // Nobody counts.
        },
        spans);
  }

  /**
   * Without budgets.
   *
   * @param observed is given each event
   */
  static Models of(
      Settings settings, ExecutorService threads, Consumer<Object> observed, Spans spans) {
    ModelCatalog catalog = new ModelCatalog(settings);
    catalog.read();
    Publisher publisher =
        new Publisher() {
          @Override
          public void publish(Object event) {
            observed.accept(event);
          }
        };
    ModelBudgets none =
        new ModelBudgets() {
          @Override
          Reservation reserve(Owner owner, BigDecimal most) {
            return new Reservation(null, null, owner);
          }
        };
    return new ConfiguredModels(
        catalog,
        new ModelConnection(Clock.systemUTC()),
        new ModelExecutor(threads),
        Clock.systemUTC(),
        new Ticker(),
        publisher,
        none,
        spans);
  }
}
