package org.waybill.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.waybill.owner.Owner;
import org.waybill.task.DispatchStore;
import org.waybill.time.Ticker;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;

/**
 * Counts the tasks per queue that are dispatched and not yet claimed, and bounds them: twice as
 * many as run at once, or, where tasks take milliseconds, as many as are claimed in a tenth of a
 * second. A new task waits behind everything in this window.
 */
@ApplicationScoped
public class InFlightWindow {

  private static final int DEPTH = 2;

  /** This part of a full window is reserved for owners with few tasks in it. */
  private static final int PART_FOR_FEW = 8;

  private final Map<String, InFlightTasks> outstanding = new ConcurrentHashMap<>();

  /** Closed until the broker has responded. */
  private volatile boolean open;

  private volatile BrokerState broker = BrokerState.AWAY;

  @Inject private Queues queues;
  @Inject private RunningTypes running;
  @Inject private BatchSizer batchSizer;
  @Inject private Ticker ticker;

  /** Takes one place if there is room. */
  boolean take(String queue, Owner owner) {
    return open && of(queue).take(owner, size(queue), places(queue));
  }

  /** Places that are free. */
  int room(String queue) {
    return open ? Math.max(0, size(queue) - inFlight(queue)) : 0;
  }

  /** Slots for owners with few tasks in flight when there are none for others. */
  int roomForFew(String queue) {
    int size = size(queue);
    return open ? Math.max(0, size + size / PART_FOR_FEW - inFlight(queue)) : 0;
  }

  /**
   * Whether this owner has so few tasks in flight that a task after this many more may go before
   * others.
   */
  boolean mayGoAhead(String queue, Owner owner, int more) {
    return of(queue).mayGoAhead(owner, more);
  }

  /** Whether at least a quarter is free, so that a dispatch is worth its statement. */
  boolean isWorthwhile(String queue) {
    return room(queue) * 4 >= size(queue);
  }

  /** Takes a place, whether there is room or not; answers whether it goes before others. */
  boolean taken(String queue, Owner owner) {
    return of(queue).add(owner);
  }

  /** A worker has claimed a task of this owner. */
  void claimed(String queue, Owner owner) {
    of(queue).claimed(owner);
  }

  /** A task of this owner no longer runs. */
  void ended(String queue, Owner owner) {
    of(queue).ended(owner);
  }

  /** Gives the place of a task back that is not sent to a worker after all. */
  void giveBack(String queue, Owner owner) {
    of(queue).giveBack(owner);
  }

  /** Whether one more task of this owner, after so many others, leaves places for others. */
  boolean mayHold(String queue, Owner owner, int more) {
    return of(queue).mayHold(owner, more, places(queue));
  }

  private int places(String queue) {
    return queues.concurrencyPerNode(queue) * Math.max(1, running.workersOf(queue));
  }

  /** Believes the rows. */
  void recount(DispatchStore.UnderWay rows) {
    outstanding.forEach(
        (queue, count) -> count.recount(rows.dispatched(queue), rows.running(queue)));
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

  /** Dispatched and not yet claimed, as far as this node knows. */
  public int inFlight(String queue) {
    return of(queue).all();
  }

  private InFlightTasks of(String queue) {
    return outstanding.computeIfAbsent(queue, each -> new InFlightTasks(ticker));
  }

  private int size(String queue) {
    int atOnce = queues.concurrencyPerNode(queue);
    int most = DEPTH * atOnce * batchSizer.idsPerMessage(queue);
    return Math.min(most, DEPTH * Math.max(atOnce, of(queue).pace()));
  }
}
