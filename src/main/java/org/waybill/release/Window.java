package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.waybill.config.Settings;
import org.waybill.config.TaskQueue;

/** How many tasks of each queue are released and not yet claimed, and how many may be. */
@ApplicationScoped
public class Window {

  private static final int DEPTH = 2;

  private final Map<TaskQueue, AtomicInteger> outstanding = new EnumMap<>(TaskQueue.class);

  /** Shut until the broker has answered. */
  private volatile boolean open;

  private volatile BrokerState broker = BrokerState.AWAY;

  @Inject private Settings settings;
  @Inject private Pace pace;

  public Window() {
    for (TaskQueue queue : TaskQueue.values()) {
      outstanding.put(queue, new AtomicInteger());
    }
  }

  /** Takes one place if there is room. */
  boolean take(TaskQueue queue) {
    if (!open) {
      return false;
    }
    AtomicInteger count = outstanding.get(queue);
    int size = size(queue);
    int now;
    do {
      now = count.get();
      if (now >= size) {
        return false;
      }
    } while (!count.compareAndSet(now, now + 1));
    return true;
  }

  /** Places that are free. */
  int room(TaskQueue queue) {
    return open ? Math.max(0, size(queue) - outstanding.get(queue).get()) : 0;
  }

  /** Whether at least a quarter is free, so that a release is worth its statement. */
  boolean isWorthwhile(TaskQueue queue) {
    return room(queue) * 4 >= size(queue);
  }

  void taken(TaskQueue queue, int places) {
    outstanding.get(queue).addAndGet(places);
  }

  /** Gives places back; never below none, since others' releases may be claimed here. */
  void free(TaskQueue queue, int places) {
    outstanding.get(queue).updateAndGet(now -> Math.max(0, now - places));
  }

  /** Believes the rows. */
  void recount(Map<String, Integer> counts) {
    outstanding.forEach((queue, count) -> count.set(counts.getOrDefault(queue.label(), 0)));
  }

  /** Shuts while the broker is away, or refuses what is sent. */
  void shut(BrokerState why) {
    open = false;
    broker = why;
  }

  void open() {
    broker = BrokerState.UP;
    open = true;
  }

  public BrokerState broker() {
    return broker;
  }

  public boolean isOpen() {
    return open;
  }

  /** Released and not yet claimed, as far as this node knows. */
  public int outstanding(TaskQueue queue) {
    return outstanding.get(queue).get();
  }

  private int size(TaskQueue queue) {
    return DEPTH * settings.get(queue.concurrency()) * pace.idsPerMessage(queue);
  }
}
