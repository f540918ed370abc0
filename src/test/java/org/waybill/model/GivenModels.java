package org.waybill.model;

import java.time.Clock;
import java.util.concurrent.ExecutorService;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.time.Ticker;

/** The models of these settings, wired by hand. */
public final class GivenModels {

  private GivenModels() {}

  public static Models of(Settings settings, ExecutorService threads) {
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
        nobody);
  }
}
