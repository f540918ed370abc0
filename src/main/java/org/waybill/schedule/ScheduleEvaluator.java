package org.waybill.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.json.Json;
import org.waybill.schedule.ScheduleFired.Result;
import org.waybill.sql.DatabaseException;
import org.waybill.task.NewTask;
import org.waybill.task.NewTaskBuilder;
import org.waybill.task.TaskCommands;

/** What comes of a schedule whose turn it is. */
@ApplicationScoped
class ScheduleEvaluator {

  private static final Logger LOG = Logger.getLogger(ScheduleEvaluator.class.getName());

  /** A schedule that queues has at most so many tasks that have not ended. */
  private static final int MOST_QUEUED = 100;

  /**
   * What came of it.
   *
   * @param task to be stored, if it fires
   * @param error why not, or null
   * @param pauses whether it rests from now on
   */
  record Evaluation(
      UUID scheduleId,
      FiringDecision turn,
      Optional<NewTask> task,
      List<Result> results,
      String error,
      boolean pauses) {

    Evaluation(
        UUID scheduleId,
        FiringDecision turn,
        Optional<NewTask> task,
        List<Result> results,
        String error) {
      this(scheduleId, turn, task, results, error, false);
    }
  }

  @Inject private TaskTemplateParser reader;
  @Inject private TaskCommands taskCommands;

  /**
   * @param open tasks that have not ended, by schedule
   */
  Evaluation turn(DueSchedule dueSchedule, Map<UUID, List<UUID>> open) {
    Schedule schedule = dueSchedule.schedule();
    FiringDecision turn =
        FiringDecision.of(
            schedule.timetable(), schedule.nextAt(), dueSchedule.now(), schedule.plan().catchUp());
    List<Result> results = new ArrayList<>();
    if (turn.missed()) {
      results.add(Result.MISSED);
    }
    if (turn.fires().isEmpty()) {
      return new Evaluation(schedule.id(), turn, Optional.empty(), results, null);
    }
    List<UUID> unended = open.getOrDefault(schedule.id(), List.of());
    if (keeps(schedule.plan().overlap(), unended)) {
      results.add(Result.SKIPPED);
      return new Evaluation(schedule.id(), turn, Optional.empty(), results, schedule.error());
    }
    try {
      NewTask task = task(schedule, unended, turn.fires().get());
      results.add(Result.FIRED);
      return new Evaluation(schedule.id(), turn, Optional.of(task), results, null);
    } catch (DatabaseException e) {
      throw e;
    } catch (OwnerGone e) {
      results.add(Result.FAILED);
      LOG.log(
          Level.WARNING,
          "Schedule {0} was paused: {1}",
          new Object[] {schedule.id(), e.getMessage()});
      return new Evaluation(schedule.id(), turn, Optional.empty(), results, e.getMessage(), true);
    } catch (RuntimeException e) {
      results.add(Result.FAILED);
      return new Evaluation(schedule.id(), turn, Optional.empty(), results, failed(schedule, e));
    }
  }

  /** A time that could not be fired for, for instance because the task cannot be stored. */
  Evaluation fail(DueSchedule dueSchedule, RuntimeException cause) {
    Schedule schedule = dueSchedule.schedule();
    FiringDecision turn =
        FiringDecision.of(
            schedule.timetable(), schedule.nextAt(), dueSchedule.now(), schedule.plan().catchUp());
    return new Evaluation(
        schedule.id(), turn, Optional.empty(), List.of(Result.FAILED), failed(schedule, cause));
  }

  /** Logged once, not for each time. */
  private static String failed(Schedule schedule, RuntimeException cause) {
    String error = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    if (!error.equals(schedule.error())) {
      LOG.log(
          Level.WARNING,
          "Schedule {0} could not submit its task and will try again at its next due time: {1}",
          new Object[] {schedule.id(), error});
    }
    return error;
  }

  /** The task of a schedule that somebody runs by hand. */
  NewTask runNow(Schedule schedule, Map<UUID, List<UUID>> open) {
    return task(schedule, open.getOrDefault(schedule.id(), List.of()), null);
  }

  private static boolean keeps(Overlap overlap, List<UUID> unended) {
    return switch (overlap) {
      case SKIP -> !unended.isEmpty();
      case QUEUE -> unended.size() >= MOST_QUEUED;
      case CANCEL_RUNNING -> false;
    };
  }

  private NewTask task(Schedule schedule, List<UUID> unended, Instant nominal) {
    NewTaskBuilder builder =
        reader
            .read(schedule.plan().template(), schedule.tenant(), schedule.userId())
            .scheduleId(schedule.id());
    NewTask plain = builder.build();
    if (nominal != null) {
      builder.metadata(scheduledFor(nominal, plain.labels().metadata()));
    }
    Overlap overlap = schedule.plan().overlap();
    if (overlap == Overlap.QUEUE && plain.terms().orderKey() == null) {
      builder.inOrder("schedule", schedule.id().toString());
    }
    if (overlap == Overlap.CANCEL_RUNNING) {
      unended.forEach(taskCommands::cancel);
    }
    return builder.build();
  }

  /** A task may start late: it gets the due time that it was submitted for. */
  private static String scheduledFor(Instant nominal, String metadata) {
    JsonObjectBuilder all = Json.object();
    if (metadata != null) {
      Json.read(metadata).asJsonObject().forEach(all::add);
    }
    return all.add("scheduledFor", nominal.toString()).build().toString();
  }
}
