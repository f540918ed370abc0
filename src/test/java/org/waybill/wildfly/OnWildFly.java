package org.waybill.wildfly;

import java.time.Duration;

/** What the contracts of this package have in common: one server, slower than those at home. */
interface OnWildFly {

  Duration LIMIT = Duration.ofSeconds(60);

  WildFlyServer server();
}
