package org.waybill.management;

import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.waybill.dispatch.Dispatcher;
import org.waybill.dispatch.LimitRegistry;
import org.waybill.dispatch.LimitRule;
import org.waybill.dispatch.Throughput;
import org.waybill.handler.TaskType;
import org.waybill.messaging.ConsumerStatus;
import org.waybill.messaging.Consumers;
import org.waybill.messaging.Destinations;
import org.waybill.messaging.ReplyTo;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;

/** One queue, as JMX clients see and operate it. */
final class QueueControl implements QueueMXBean {

  /** What all queues are seen and operated with. */
  record Core(
      Readings readings,
      ManagementThreads threads,
      LimitRegistry limitRegistry,
      Dispatcher dispatcher,
      Throughput throughput,
      Queues queues,
      TaskTypes types,
      RunningTypes running,
      Consumers consumers,
      QueueDrain drain) {}

  static final String BY_USER = "jmx";

  private static final Logger LOG = Logger.getLogger(QueueControl.class.getName());

  private final String name;
  private final Core core;

  QueueControl(String name, Core core) {
    this.name = name;
    this.core = core;
  }

  @Override
  public String[] getTypes() {
    return core.types().ofQueue(name).stream().map(TaskType::name).toArray(String[]::new);
  }

  @Override
  public int getWaiting() {
    return core.readings().queues().waiting(name);
  }

  @Override
  public boolean isWaitingAtLeast() {
    return core.readings().queues().isWaitingAtLeast(name);
  }

  @Override
  public int getInFlight() {
    return core.readings().queues().released(name);
  }

  @Override
  public int getRunning() {
    return core.readings().queues().running(name).values().stream().mapToInt(n -> n).sum();
  }

  @Override
  public Double getOldestWaitSeconds() {
    return core.readings().queues().oldestWaitSeconds(name);
  }

  @Override
  public int getCompletedLastMinute() {
    return core.throughput().of(name, null).completed();
  }

  @Override
  public int getFailedLastMinute() {
    return core.throughput().of(name, null).failed();
  }

  @Override
  public int getConcurrencyPerNode() {
    return core.queues().concurrencyPerNode(name);
  }

  @Override
  public int getConsumers() {
    return consumers().mapToInt(ConsumerStatus::living).sum();
  }

  @Override
  public int getConsumersExpected() {
    return consumers().mapToInt(ConsumerStatus::expected).sum();
  }

  private Stream<ConsumerStatus> consumers() {
    String destination = Destinations.ofQueue(name);
    return core.consumers().status().stream()
        .filter(each -> each.kind() == ReplyTo.Kind.QUEUE)
        .filter(each -> each.destination().equals(destination));
  }

  @Override
  public boolean isServed() {
    return core.running().serves(name);
  }

  @Override
  public boolean isPaused() {
    return core.limitRegistry().isPaused(name, LimitRule.EACH);
  }

  @Override
  public String[] getPauses() {
    return core.readings().pauses().stream()
        .filter(each -> each.queue().equals(name) || each.queue().equals(LimitRule.EACH))
        .map(
            each ->
                "queue %s, tenant %s, by %s, since %s"
                    .formatted(each.queue(), each.tenant(), each.byUser(), each.at()))
        .toArray(String[]::new);
  }

  @Override
  public void pause() {
    call("pause", this::setPause);
  }

  private Void setPause() {
    core.limitRegistry().pause(name, LimitRule.EACH, BY_USER);
    core.dispatcher().limitsChanged();
    core.readings().pausesChanged();
    return null;
  }

  @Override
  public boolean resume() {
    return call(
        "resume",
        () -> {
          core.limitRegistry().resume(name, LimitRule.EACH);
          core.dispatcher().limitsChanged();
          core.readings().pausesChanged();
          return !isPaused();
        });
  }

  @Override
  public int drain(int seconds) {
    QueueDrain.check(seconds);
    call("drain", this::setPause);
    int left = core.drain().await(name, seconds);
    LOG.log(Level.INFO, "JMX: queue {0}: {1} tasks still run", new Object[] {name, left});
    return left;
  }

  private <T> T call(String operation, Callable<T> work) {
    T answer = core.threads().call("queue " + name + ": " + operation, work);
    LOG.log(Level.INFO, "JMX: queue {0}: {1}", new Object[] {name, operation});
    return answer;
  }
}
