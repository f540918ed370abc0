package org.waybill.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Everybody on this node who listens to the broker. */
@ApplicationScoped
public class Consumers {

  private static final long LOOK_MILLIS = 500;

  @Resource(name = "jms/waybill")
  private ConnectionFactory connections;

  @Inject @Any private Instance<DestinationListener> listeners;

  private volatile List<ConsumerGroup> groups = List.of();
  private volatile boolean stopping;

  void start(ManagedThreadFactory threads) {
    groups =
        listeners.stream()
            .flatMap(
                listener ->
                    listener.subscriptions().stream()
                        .map(to -> new ConsumerGroup(connections, to, listener, System::nanoTime)))
            .toList();
    groups.forEach(each -> each.start(threads));
    threads.newThread(() -> watch(threads)).start();
  }

  private void watch(ThreadFactory threads) {
    while (!stopping) {
      try {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        groups.forEach(each -> each.look(threads));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  void stop() {
    stopping = true;
    groups.forEach(ConsumerGroup::stop);
  }

  /** How it stands with each destination; empty until they have been started. */
  public List<ConsumerStatus> status() {
    return groups.stream().map(ConsumerGroup::status).toList();
  }
}
