package org.waybill.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.task.Deciding.Line;
import org.waybill.type.Queues;

/**
 * How many tasks of each queue are released and not yet claimed, and how many may be: twice as many
 * as run at once, and where tasks take milliseconds, as many as are claimed in a tenth of a second.
 * What stands there stands before whoever comes next.
 */
@ApplicationScoped
public class Window {

  private static final int DEPTH = 2;

  /** This part of a full window is open to those who have few tasks in it. */
  private static final int PART_FOR_FEW = 8;

  private final Map<String, ReleasedTasks> outstanding = new ConcurrentHashMap<>();

  /** Shut until the broker has answered. */
  private volatile boolean open;

  private volatile BrokerState broker = BrokerState.AWAY;

  @Inject private Queues queues;
  @Inject private Pace pace;

  /** Takes one place if there is room. */
  boolean take(String queue, Line line) {
    return open && of(queue).take(line, size(queue));
  }

  /** Places that are free. */
  int room(String queue) {
    return open ? Math.max(0, size(queue) - outstanding(queue)) : 0;
  }

  /** Places that are free for those who have few, where there are none for others. */
  int roomForFew(String queue) {
    int size = size(queue);
    return open ? Math.max(0, size + size / PART_FOR_FEW - outstanding(queue)) : 0;
  }

  /** Whether this line has so few places that one after so many more may go before others. */
  boolean mayGoAhead(String queue, Line line, int more) {
    return of(queue).mayGoAhead(line, more);
  }

  /** Whether at least a quarter is free, so that a release is worth its statement. */
  boolean isWorthwhile(String queue) {
    return room(queue) * 4 >= size(queue);
  }

  /** Takes a place, whether there is room or not; answers whether it goes before others. */
  boolean taken(String queue, Line line) {
    return of(queue).add(line);
  }

  /** Gives a place back. */
  void free(String queue, Line line) {
    of(queue).free(line);
  }

  /** Believes the rows. */
  void recount(Map<String, Map<Line, Integer>> counts) {
    outstanding.forEach((queue, count) -> count.recount(counts.getOrDefault(queue, Map.of())));
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
  public int outstanding(String queue) {
    return of(queue).all();
  }

  private ReleasedTasks of(String queue) {
    return outstanding.computeIfAbsent(queue, each -> new ReleasedTasks());
  }

  private int size(String queue) {
    int atOnce = queues.concurrencyPerNode(queue);
    int most = DEPTH * atOnce * pace.idsPerMessage(queue);
    return Math.min(most, DEPTH * Math.max(atOnce, of(queue).pace()));
  }
}
