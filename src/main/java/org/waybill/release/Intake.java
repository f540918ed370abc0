package org.waybill.release;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.waybill.config.TaskQueue;
import org.waybill.sql.Crew;
import org.waybill.sql.Merger;
import org.waybill.task.Accepted;
import org.waybill.task.Accepting;
import org.waybill.task.NewTask;

/** Takes tasks in: tasks that arrive together are stored by one statement. */
@ApplicationScoped
public class Intake {

  private static final int WRITERS = 2;
  private static final int LARGEST_BATCH = 200;

  @Inject private Accepting accepting;
  @Inject private Window window;
  @Inject private Releaser releaser;

  @Inject private Crew crew;

  private Merger<NewTask, Accepted> merger;

  @PostConstruct
  void start() {
    merger = new Merger<>(WRITERS, LARGEST_BATCH, crew, this::store, crew);
  }

  /**
   * Stores the task durably; completes after the commit.
   *
   * @return the receipt; fails with {@link org.waybill.sql.DatabaseFailure} if the database refused
   *     or could not be reached, and then nothing is stored
   */
  public CompletionStage<Accepted> accept(NewTask task) {
    return merger.submit(task);
  }

  private List<Accepted> store(List<NewTask> tasks) {
    List<Accepting.Entry> entries = new ArrayList<>(tasks.size());
    for (NewTask task : tasks) {
      boolean ready = task.notBefore() == null;
      entries.add(new Accepting.Entry(task, ready && window.take(queueOf(task))));
    }
    try {
      List<Accepted> receipts = accepting.store(entries);
      handOver(entries);
      return receipts;
    } catch (RuntimeException e) {
      entries.stream()
          .filter(Accepting.Entry::released)
          .forEach(entry -> window.free(queueOf(entry.task()), 1));
      throw e;
    }
  }

  private void handOver(List<Accepting.Entry> entries) {
    for (Accepting.Entry entry : entries) {
      if (entry.released()) {
        releaser.handOver(queueOf(entry.task()), entry.task().id());
      } else {
        releaser.arrived(queueOf(entry.task()));
      }
    }
  }

  private static TaskQueue queueOf(NewTask task) {
    return TaskQueue.ofLabel(task.queue()).orElseThrow();
  }
}
