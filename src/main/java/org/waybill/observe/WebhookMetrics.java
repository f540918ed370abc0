package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.notify.Deliveries;
import org.waybill.notify.DeliveryAttempted;
import org.waybill.notify.DeliveryAttempted.Result;
import org.waybill.sql.DatabaseException;
import org.waybill.time.Ticker;

/**
 * Counts tries of deliveries on this node, {@code waybill_webhook_deliveries_total{result}}, and
 * those that wait on all nodes.
 */
@ApplicationScoped
public class WebhookMetrics {

  private static final Logger LOG = Logger.getLogger(WebhookMetrics.class.getName());
  private static final int COUNTED = 10_000;
  private static final long BELIEVED_NANOS = Duration.ofSeconds(5).toNanos();

  @Inject private MetricRegistry registry;
  @Inject private Deliveries deliveries;
  @Inject private Ticker ticker;

  private final Map<Result, Counter> counters = new EnumMap<>(Result.class);
  private int pending;
  private long countedAt;

  /** They are there from the start, not from the first delivery on. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    countedAt = ticker.nanos() - BELIEVED_NANOS;
    Metadata tries =
        Metadata.builder()
            .withName("waybill_webhook_deliveries")
            .withDescription("Webhook delivery attempts, by outcome")
            .build();
    for (Result result : Result.values()) {
      counters.put(result, registry.counter(tries, new Tag("result", result.label())));
    }
    registry.gauge("waybill_webhook_deliveries_pending", this::pending);
  }

  void observe(@Observes DeliveryAttempted tried) {
    counters.get(tried.result()).inc();
  }

  /** Counted again after some seconds; while the database is away, the last count stays. */
  private synchronized int pending() {
    long nanos = ticker.nanos();
    if (nanos - countedAt >= BELIEVED_NANOS) {
      countedAt = nanos;
      try {
        pending = deliveries.pending(COUNTED);
      } catch (DatabaseException e) {
        LOG.log(Level.FINE, "count query failed, using the previous values", e);
      }
    }
    return pending;
  }
}
