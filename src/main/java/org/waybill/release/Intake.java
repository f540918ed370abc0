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
import java.util.stream.Stream;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.config.TaskQueue;
import org.waybill.sql.Crew;
import org.waybill.sql.Merger;
import org.waybill.sql.Sql;
import org.waybill.task.Accepted;
import org.waybill.task.Accepting;
import org.waybill.task.Deciding.Line;
import org.waybill.task.NewTask;

/** Takes tasks in: tasks that arrive together are stored by one statement. */
@ApplicationScoped
public class Intake {

  private static final int WRITERS = 2;
  private static final int LARGEST_BATCH = 200;

  @Inject private Accepting accepting;
  @Inject private Window window;
  @Inject private Releaser releaser;
  @Inject private Lineup lineup;
  @Inject private Limits limits;
  @Inject private Rates rates;
  @Inject private Backlog backlog;
  @Inject private Settings settings;

  @Inject private Crew crew;

  private Merger<NewTask, Answer> merger;

  /** A receipt, or why there is none. */
  private record Answer(Accepted receipt, QueueFull refusal) {
    Accepted orThrow() {
      if (refusal != null) {
        throw refusal;
      }
      return receipt;
    }
  }

  @PostConstruct
  void start() {
    merger = new Merger<>(WRITERS, LARGEST_BATCH, crew, this::storeEach, crew);
  }

  /**
   * Stores the task durably; completes after the commit.
   *
   * @return the receipt; fails with {@link org.waybill.sql.DatabaseFailure} if the database refused
   *     or could not be reached, and with {@link QueueFull} if too many wait; then nothing is
   *     stored
   */
  public CompletionStage<Accepted> accept(NewTask task) {
    refuseIfTooOften(task);
    return merger.submit(task).thenApply(Answer::orThrow);
  }

  /**
   * Stores these tasks durably, all or none.
   *
   * @return the receipts, in the order given
   * @throws QueueFull if too many wait, or one of these comes too often
   */
  public List<Accepted> acceptAll(List<NewTask> tasks) {
    tasks.forEach(this::refuseIfTooOften);
    for (NewTask task : tasks) {
      backlog
          .refusal(task)
          .ifPresent(
              refusal -> {
                throw refusal;
              });
    }
    return store(tasks);
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
    List<Optional<QueueFull>> refusals = tasks.stream().map(backlog::refusal).toList();
    List<NewTask> admitted = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        admitted.add(tasks.get(i));
      }
    }
    List<Accepted> receipts = admitted.isEmpty() ? List.of() : store(admitted);
    List<Answer> answers = new ArrayList<>(tasks.size());
    int next = 0;
    for (Optional<QueueFull> refusal : refusals) {
      answers.add(
          refusal.isPresent()
              ? new Answer(null, refusal.get())
              : new Answer(receipts.get(next++), null));
    }
    return answers;
  }

  private List<Accepted> store(List<NewTask> tasks) {
    List<Accepting.Entry> entries = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      entries.add(new Accepting.Entry(task, mayStart(task) && window.take(queueOf(task))));
    }
    List<Accepted> receipts;
    try {
      receipts = accepting.store(entries);
    } catch (RuntimeException e) {
      entries.stream().filter(Accepting.Entry::released).forEach(this::giveBack);
      throw e;
    }
    for (int i = 0; i < entries.size(); i++) {
      pass(entries.get(i), receipts.get(i));
    }
    return receipts;
  }

  private void pass(Accepting.Entry entry, Accepted receipt) {
    boolean stored = receipt.existing() == null;
    if (entry.released() && stored) {
      releaser.handOver(queueOf(entry.task()), entry.task().id());
    } else if (stored) {
      releaser.arrived(receipt, rank(receipt));
    } else if (entry.released()) {
      giveBack(entry);
    }
  }

  private void giveBack(Accepting.Entry entry) {
    window.free(queueOf(entry.task()), 1);
  }

  /** Whether nobody stands before it, and nothing limits it: then it needs no decision. */
  private boolean mayStart(NewTask task) {
    return task.mayStartAtOnce()
        && !lineup.isWaiting(queueOf(task))
        && limits.now().leaveFree(task.queue(), lineOf(task), task.terms().rateKey());
  }

  private Instant rank(Accepted receipt) {
    Duration headStart = settings.get(Knobs.PRIORITY_HEAD_START);
    return receipt.createdAt().minus(headStart.multipliedBy(receipt.task().priority()));
  }

  private void refuseIfTooOften(NewTask task) {
    Rules rules = limits.now();
    if (rules.areEmpty()) {
      return;
    }
    String tenant = task.tenant();
    String rateKey = task.terms().rateKey();
    refuse(rules.ofQueue(task.queue()), task.queue());
    refuse(rules.ofTenant(tenant), tenant);
    refuse(rules.ofUser(lineOf(task)), tenant + "/" + task.userId());
    if (rateKey != null) {
      refuse(rules.ofRate(tenant, rateKey), tenant + "/" + rateKey);
    }
  }

  private void refuse(Optional<Rule> rule, String of) {
    Stream<Rule> rejecting = rule.filter(r -> r.hasRate() && r.rejects()).stream();
    rejecting.forEach(
        r -> {
          if (rates.take(r, of, 1) == 0) {
            int seconds = (int) Math.max(1, Math.ceil(rates.untilNext(r, of).toMillis() / 1_000.0));
            throw QueueFull.tooOften(r, seconds);
          }
        });
  }

  private static TaskQueue queueOf(NewTask task) {
    return TaskQueue.ofLabel(task.queue()).orElseThrow();
  }

  private static Line lineOf(NewTask task) {
    return new Line(task.tenant(), task.userId());
  }
}
