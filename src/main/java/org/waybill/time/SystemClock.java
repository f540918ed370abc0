package org.waybill.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The clock of this machine, for beans that inject a {@link Clock}. */
@ApplicationScoped
public class SystemClock {

  /** In UTC. Use it only where nothing can be injected. */
  public static final Clock UTC = Clock.systemUTC();

  @Produces
  static Clock utc() {
    return UTC;
  }
}
