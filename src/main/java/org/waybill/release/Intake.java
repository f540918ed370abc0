package org.waybill.release;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.sql.AnswerCrew;
import org.waybill.sql.Crew;
import org.waybill.sql.Merger;
import org.waybill.sql.Sql;
import org.waybill.task.Accepted;
import org.waybill.task.Accepting;
import org.waybill.task.Deciding.Line;
import org.waybill.task.InvalidTask;
import org.waybill.task.NewTask;
import org.waybill.task.ParentEnded;
import org.waybill.task.Waits;
import org.waybill.type.RunningTypes;

/** Takes tasks in: tasks that arrive together are stored by one statement. */
@ApplicationScoped
public class Intake {

  private static final int WRITERS = 2;
  private static final int LARGEST_BATCH = 200;
  private static final int LARGEST_BATCH_OF_CHILDREN = 50;

  @Inject private Accepting accepting;
  @Inject private Window window;
  @Inject private Releaser releaser;
  @Inject private Lineup lineup;
  @Inject private Limits limits;
  @Inject private RunningTypes running;
  @Inject private Toll toll;
  @Inject private Backlog backlog;
  @Inject private Settings settings;
  @Inject private Publisher publisher;

  @Inject private Crew crew;
  @Inject private AnswerCrew answers;

  private Merger<NewTask, Answer> merger;

  /** Apart from those of callers, and by one writer: however many handlers hand them over. */
  private Merger<NewTask, Answer> children;

  /** A receipt, or why there is none. */
  private record Answer(Accepted receipt, RuntimeException refusal) {
    Accepted orThrow() {
      if (refusal != null) {
        throw refusal;
      }
      return receipt;
    }
  }

  @PostConstruct
  void start() {
    merger = new Merger<>(WRITERS, LARGEST_BATCH, crew, this::storeEach, answers);
    children = new Merger<>(1, LARGEST_BATCH_OF_CHILDREN, crew, this::storeEach);
  }

  /**
   * Stores the task durably; completes after the commit.
   *
   * @return the receipt; fails with {@link org.waybill.sql.DatabaseFailure} if the database refused
   *     or could not be reached, and with {@link QueueFull} if too many wait; then nothing is
   *     stored
   */
  public CompletionStage<Accepted> accept(NewTask task) {
    take(List.of(task));
    return merger.submit(task).thenApply(Answer::orThrow);
  }

  /**
   * Stores the child of a task durably, on a thread that waits for it anyway.
   *
   * @throws QueueFull if too many wait
   * @throws org.waybill.task.ParentEnded if it must not begin
   */
  public Accepted acceptChild(NewTask child) {
    take(List.of(child));
    return children.ask(child).orThrow();
  }

  /**
   * Stores these tasks durably, all or none.
   *
   * @return the receipts, in the order given
   * @throws QueueFull if too many wait, or one of these comes too often
   */
  public List<Accepted> acceptAll(List<NewTask> tasks) {
    take(tasks);
    Optional<QueueFull> refusal = backlog.refusal(tasks);
    if (refusal.isPresent()) {
      tasks.forEach(task -> tell(task, refusal.get()));
      throw refusal.get();
    }
    return storeAdmitted(tasks);
  }

  /**
   * Stores the tasks that {@code source} answers, in one transaction with what it writes. They are
   * refused for no bound: whoever answers them keeps to one of its own.
   *
   * @return the receipts, in the order given
   */
  public List<Accepted> acceptFrom(Sql.Work<List<NewTask>> source) {
    List<Accepted> receipts =
        accepting.storeFrom(
            connection ->
                source.on(connection).stream()
                    .map(task -> new Accepting.Entry(task, false))
                    .toList());
    receipts.stream()
        .filter(receipt -> receipt.existing() == null)
        .forEach(receipt -> releaser.arrived(receipt, rank(receipt)));
    return receipts;
  }

  private List<Answer> storeEach(List<NewTask> tasks) {
    List<Optional<QueueFull>> refusals = backlog.refusals(tasks);
    List<NewTask> admitted = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        admitted.add(tasks.get(i));
      } else {
        tell(tasks.get(i), refusals.get(i).get());
      }
    }
    List<Answer> stored = admitted.isEmpty() ? List.of() : answers(admitted);
    List<Answer> answers = new ArrayList<>(tasks.size());
    int next = 0;
    for (Optional<QueueFull> refusal : refusals) {
      answers.add(refusal.isPresent() ? new Answer(null, refusal.get()) : stored.get(next++));
    }
    return answers;
  }

  /** One that names a task or parent that is gone must not fail those that came with it. */
  private List<Answer> answers(List<NewTask> tasks) {
    try {
      return storeAdmitted(tasks).stream().map(receipt -> new Answer(receipt, null)).toList();
    } catch (InvalidTask | ParentEnded e) {
      return tasks.size() == 1
          ? List.of(new Answer(null, e))
          : tasks.stream().flatMap(task -> answers(List.of(task)).stream()).toList();
    }
  }

  private List<Accepted> storeAdmitted(List<NewTask> tasks) {
    try {
      return store(tasks);
    } finally {
      backlog.stored(tasks);
    }
  }

  private List<Accepted> store(List<NewTask> tasks) {
    List<Accepting.Entry> entries = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      entries.add(
          new Accepting.Entry(task, mayStart(task) && window.take(task.queue(), lineOf(task))));
    }
    List<Accepted> receipts;
    try {
      receipts = accepting.store(entries);
    } catch (RuntimeException e) {
      entries.stream().filter(Accepting.Entry::released).forEach(this::giveBack);
      throw e;
    }
    List<Accepted> dependents = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Accepted receipt = receipts.get(i);
      if (receipt.existing() == null && receipt.waits() == Waits.DEPENDENCIES) {
        dependents.add(receipt);
      } else {
        pass(entries.get(i), receipt);
      }
    }
    if (!dependents.isEmpty()) {
      releaser.dependentsArrived(dependents);
    }
    return receipts;
  }

  private void pass(Accepting.Entry entry, Accepted receipt) {
    boolean stored = receipt.existing() == null;
    if (entry.released() && stored) {
      releaser.handOver(entry.task().queue(), lineOf(entry.task()), entry.task().id());
    } else if (stored) {
      releaser.arrived(receipt, rank(receipt));
    } else if (entry.released()) {
      giveBack(entry);
    }
  }

  private void giveBack(Accepting.Entry entry) {
    window.free(entry.task().queue(), lineOf(entry.task()));
  }

  /** Whether nobody stands before it, and nothing limits it: then it needs no decision. */
  private boolean mayStart(NewTask task) {
    return task.mayStartAtOnce()
        && running.runs(task.type())
        && !lineup.isWaiting(task.queue())
        && limits.now().leaveFree(task.queue(), lineOf(task), task.terms().rateKey());
  }

  private Instant rank(Accepted receipt) {
    Duration headStart = settings.get(Knobs.PRIORITY_HEAD_START);
    return receipt.createdAt().minus(headStart.multipliedBy(receipt.task().priority()));
  }

  private void take(List<NewTask> tasks) {
    try {
      toll.take(tasks);
    } catch (QueueFull refusal) {
      tasks.forEach(task -> tell(task, refusal));
      throw refusal;
    }
  }

  private void tell(NewTask task, QueueFull refusal) {
    publisher.publish(TaskRefused.of(task.queue(), refusal));
  }

  private static Line lineOf(NewTask task) {
    return new Line(task.tenant(), task.userId());
  }
}
