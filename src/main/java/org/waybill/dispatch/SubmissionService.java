package org.waybill.dispatch;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.sql.RequestBatcher;
import org.waybill.sql.ResponderPool;
import org.waybill.sql.Sql;
import org.waybill.sql.WriterPool;
import org.waybill.task.InvalidTask;
import org.waybill.task.NewTask;
import org.waybill.task.ParentEnded;
import org.waybill.task.Receipt;
import org.waybill.task.TaskInserter;
import org.waybill.task.WaitReason;
import org.waybill.time.Ticker;
import org.waybill.type.RunningTypes;

/** Accepts new tasks; tasks that arrive together are stored by one statement. */
@ApplicationScoped
public class SubmissionService {

  private static final int WRITERS = 2;
  private static final int LARGEST_BATCH = 200;
  private static final int LARGEST_BATCH_OF_CHILDREN = 50;

  @Inject private TaskInserter taskInserter;
  @Inject private InFlightWindow inFlightWindow;
  @Inject private Dispatcher dispatcher;
  @Inject private ReadyQueue readyQueue;
  @Inject private LimitRegistry limitRegistry;
  @Inject private RunningTypes running;
  @Inject private RejectingRateLimit rejectingRateLimit;
  @Inject private BacklogLimit backlogLimit;
  @Inject private Settings settings;
  @Inject private Publisher publisher;

  @Inject private WriterPool writerPool;
  @Inject private ResponderPool answers;
  @Inject private Ticker ticker;

  private RequestBatcher<NewTask, Answer> merger;

  /** Apart from those of callers, and by one writer: however many handlers hand them over. */
  private RequestBatcher<NewTask, Answer> children;

  /** A receipt, or why there is none. */
  private record Answer(Receipt receipt, RuntimeException refusal) {
    Receipt orThrow() {
      if (refusal != null) {
        throw refusal;
      }
      return receipt;
    }
  }

  @PostConstruct
  void start() {
    merger =
        new RequestBatcher<>(
            ticker,
            WRITERS,
            LARGEST_BATCH,
            writerPool,
            this::storeEach,
            task -> answers.of(task.characters()),
            NewTask::characters);
    children =
        new RequestBatcher<>(
            ticker,
            1,
            LARGEST_BATCH_OF_CHILDREN,
            writerPool,
            this::storeEach,
            task -> Runnable::run,
            NewTask::characters);
  }

  /**
   * Stores the task durably; completes after the commit.
   *
   * @return the receipt; fails with {@link org.waybill.sql.DatabaseException} if the database
   *     refused or could not be reached, and with {@link SubmissionRejected} if too many wait; then
   *     nothing is stored
   */
  public CompletionStage<Receipt> accept(NewTask task) {
    take(List.of(task));
    return merger.submit(task).thenApply(Answer::orThrow);
  }

  /**
   * Stores the child of a task durably, on a thread that waits for it anyway.
   *
   * @throws SubmissionRejected if too many wait
   * @throws org.waybill.task.ParentEnded if it must not begin
   */
  public Receipt acceptChild(NewTask child) {
    take(List.of(child));
    return children.ask(child).orThrow();
  }

  /**
   * Stores these tasks durably, all or none.
   *
   * @return the receipts, in the order given
   * @throws SubmissionRejected if too many wait, or one of these comes too often
   */
  public List<Receipt> acceptAll(List<NewTask> tasks) {
    take(tasks);
    Optional<SubmissionRejected> refusal = backlogLimit.refusal(tasks);
    if (refusal.isPresent()) {
      tasks.forEach(task -> publish(task, refusal.get()));
      throw refusal.get();
    }
    return storeAdmitted(tasks);
  }

  /**
   * Stores the tasks that {@code source} returns, in one transaction with what it writes. No limit
   * applies here: the source enforces its own.
   *
   * @return the receipts, in the order given
   */
  public List<Receipt> acceptFrom(Sql.Work<List<NewTask>> source) {
    List<Receipt> receipts =
        taskInserter.storeFrom(
            connection ->
                source.on(connection).stream()
                    .map(task -> new TaskInserter.Entry(task, false))
                    .toList());
    receipts.stream()
        .filter(receipt -> receipt.existing() == null)
        .forEach(receipt -> dispatcher.arrived(receipt, rank(receipt)));
    return receipts;
  }

  private List<Answer> storeEach(List<NewTask> tasks) {
    List<Optional<SubmissionRejected>> refusals = backlogLimit.refusals(tasks);
    List<NewTask> admitted = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        admitted.add(tasks.get(i));
      } else {
        publish(tasks.get(i), refusals.get(i).get());
      }
    }
    List<Answer> stored = admitted.isEmpty() ? List.of() : answers(admitted);
    List<Answer> answers = new ArrayList<>(tasks.size());
    int next = 0;
    for (Optional<SubmissionRejected> refusal : refusals) {
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

  private List<Receipt> storeAdmitted(List<NewTask> tasks) {
    try {
      return store(tasks);
    } finally {
      backlogLimit.stored(tasks);
    }
  }

  private List<Receipt> store(List<NewTask> tasks) {
    List<TaskInserter.Entry> entries = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      entries.add(
          new TaskInserter.Entry(
              task, mayStart(task) && inFlightWindow.take(task.work().queue(), task.owner())));
    }
    List<Receipt> receipts;
    try {
      receipts = taskInserter.store(entries);
    } catch (RuntimeException e) {
      entries.stream().filter(TaskInserter.Entry::released).forEach(this::giveBack);
      throw e;
    }
    List<Receipt> dependents = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Receipt receipt = receipts.get(i);
      if (receipt.existing() == null && receipt.waits() == WaitReason.DEPENDENCIES) {
        dependents.add(receipt);
      } else {
        pass(entries.get(i), receipt);
      }
    }
    if (!dependents.isEmpty()) {
      dispatcher.dependentsArrived(dependents);
    }
    return receipts;
  }

  private void pass(TaskInserter.Entry entry, Receipt receipt) {
    boolean stored = receipt.existing() == null;
    if (entry.released() && stored) {
      dispatcher.dispatch(entry.task().work().queue(), entry.task().owner(), entry.task().id());
    } else if (stored) {
      dispatcher.arrived(receipt, rank(receipt));
    } else if (entry.released()) {
      giveBack(entry);
    }
  }

  private void giveBack(TaskInserter.Entry entry) {
    inFlightWindow.giveBack(entry.task().work().queue(), entry.task().owner());
  }

  /** Whether no task is ahead of it and no limit applies: then it needs no decision. */
  private boolean mayStart(NewTask task) {
    return task.mayStartAtOnce()
        && running.runs(task.work().type())
        && !readyQueue.isWaiting(task.work().queue())
        && limitRegistry.now().leaveFree(task.work().queue(), task.owner(), task.terms().rateKey());
  }

  private Instant rank(Receipt receipt) {
    Duration headStart = settings.get(KnownSettings.PRIORITY_HEAD_START);
    return receipt.createdAt().minus(headStart.multipliedBy(receipt.task().work().priority()));
  }

  private void take(List<NewTask> tasks) {
    try {
      rejectingRateLimit.take(tasks);
    } catch (SubmissionRejected refusal) {
      tasks.forEach(task -> publish(task, refusal));
      throw refusal;
    }
  }

  private void publish(NewTask task, SubmissionRejected refusal) {
    publisher.publish(TaskRejected.of(task.work().queue(), refusal));
  }
}
