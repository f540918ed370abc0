package org.waybill.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.waybill.config.Settings;
import org.waybill.handler.TaskType;
import org.waybill.messaging.BrokerUnavailable;
import org.waybill.messaging.DispatchMessage;
import org.waybill.messaging.DispatchMessageSender;
import org.waybill.sql.ResponderPool;
import org.waybill.sql.Sql;
import org.waybill.sql.WriterPool;
import org.waybill.task.AttemptCompleter;
import org.waybill.task.AttemptResult;
import org.waybill.task.Claim;
import org.waybill.task.CommitListener;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.Receipt;
import org.waybill.task.TaskClaimer;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;
import org.waybill.type.RunningTypes;
import org.waybill.world.Beans;

/** One node: it accepts, releases and hands over; the broker is a list of hints. */
public final class World {

  private final DataSource rows;
  private final Settings settings;
  private final Beans beans;
  private final Deque<DispatchMessage> broker;
  private BrokerUnavailable refusal;
  private boolean workersHaveRows;

  /**
   * A node on these rows.
   *
   * @param settings by their MicroProfile names; the others are usual
   */
  public World(DataSource rows, Map<String, String> settings) {
    this(rows, settings, new ArrayDeque<>());
  }

  /** One of several nodes that share a broker. */
  public World(DataSource rows, Map<String, String> settings, Deque<DispatchMessage> broker) {
    this(rows, settings, broker, new Ticker());
  }

  /** One whose time is this. */
  public World(DataSource rows, Map<String, String> settings, Ticker ticker) {
    this(rows, settings, new ArrayDeque<>(), ticker);
  }

  private World(
      DataSource rows, Map<String, String> settings, Deque<DispatchMessage> broker, Ticker ticker) {
    this.rows = rows;
    this.broker = broker;
    this.settings = new Settings(settings::get);
    this.beans =
        new Beans(Map.of("jdbc/waybill", rows, "jdbc/waybillRelaxed", rows))
            .with(Ticker.class, ticker)
            .with(Settings.class, this.settings)
            .as(CommitListener.class, Dispatcher.class)
            .with(WriterPool.class, new WriterPool())
            .with(ResponderPool.class, new ResponderPool())
            .with(RunningTypes.class, new Workers())
            .with(DispatchMessageSender.class, new Broker());
    beans.get(Dispatcher.class);
    limits().refresh();
    turnHandOver();
  }

  /** Workers run everything, and have no rows, until a test gives them some. */
  private final class Workers extends RunningTypes {
    @Override
    public boolean refresh() {
      return workersHaveRows && super.refresh();
    }
  }

  /** From now on only those types run that the rows of workers name. */
  void believeWorkersRows() {
    workersHaveRows = true;
    scan();
  }

  private final class Broker extends DispatchMessageSender {
    @Override
    public void send(List<DispatchMessage> hints) {
      answer();
      broker.addAll(hints);
    }

    @Override
    public void reach(String queue) {
      answer();
    }

    private void answer() {
      if (refusal != null) {
        throw refusal;
      }
    }

    @Override
    public Set<UUID> lyingIn(String queue) {
      Set<UUID> ids = new HashSet<>();
      broker.stream().filter(h -> h.queue().equals(queue)).forEach(h -> ids.addAll(h.ids()));
      return ids;
    }
  }

  /** Stands in for the bean of this type, before others ask for it. */
  public <T> World with(Class<T> type, T bean) {
    beans.with(type, bean);
    return this;
  }

  /** Stands in for what the server offers under this name, such as threads. */
  public World withResource(String lookup, Object resource) {
    beans.withResource(lookup, resource);
    return this;
  }

  public <T> T bean(Class<T> type) {
    return beans.get(type);
  }

  /** The broker answers with this from now on; null: it takes messages. */
  public void brokerAnswers(BrokerUnavailable error) {
    refusal = error;
  }

  public LimitRegistry limits() {
    return beans.get(LimitRegistry.class);
  }

  public DataSource rows() {
    return rows;
  }

  public NewTaskBuilder task(TaskType queue, String tenant, String user) {
    return NewTaskBuilder.of(queue, tenant, user, settings);
  }

  public List<Receipt> accept(NewTask... tasks) {
    return beans.get(SubmissionService.class).acceptAll(List.of(tasks));
  }

  /** Decides until there is nothing more to decide just now, and hands over. */
  public void release() {
    for (int i = 0; i < 3; i++) {
      beans.get(Dispatcher.class).pass();
    }
    turnHandOver();
  }

  /** As the loop of the node does each second. */
  public void scan() {
    beans.get(Dispatcher.class).scan();
  }

  private void turnHandOver() {
    DispatchPublisher dispatchPublisher = beans.get(DispatchPublisher.class);
    try {
      do {
        dispatchPublisher.step(0, () -> {});
      } while (dispatchPublisher.hasMore());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The ids that lie at the broker, first sent first; they are taken from it. */
  public List<UUID> delivered() {
    List<UUID> ids = new ArrayList<>();
    for (DispatchMessage dispatchMessage = broker.poll();
        dispatchMessage != null;
        dispatchMessage = broker.poll()) {
      ids.addAll(dispatchMessage.ids());
    }
    return ids;
  }

  /** A worker gets these hints; answers what it wins. */
  public List<Claim> claim(List<UUID> ids, UUID worker) {
    return beans.get(TaskClaimer.class).claim(ids, worker, "node").stream()
        .filter(TaskClaimer.Answer::won)
        .map(TaskClaimer.Answer::claim)
        .toList();
  }

  /** All that may run now starts, on a worker of its own. */
  public List<Claim> start() {
    release();
    return claim(delivered(), UuidV7.next());
  }

  public void complete(List<Claim> claims) {
    beans
        .get(AttemptCompleter.class)
        .settle(claims.stream().map(c -> AttemptResult.completed(c, "1", null)).toList());
  }

  /** A single value of the rows. */
  public <T> T ask(Class<T> type, String sql, Object... parameters) {
    return Sql.query(rows, row -> row.getObject(1, type), sql, parameters).get(0);
  }
}
