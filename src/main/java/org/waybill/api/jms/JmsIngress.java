package org.waybill.api.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.api.Problem;
import org.waybill.config.JmsSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.SubmissionRejected;
import org.waybill.dispatch.SubmissionService;
import org.waybill.json.JsonObjectWriter;
import org.waybill.messaging.Correlation;
import org.waybill.messaging.InvalidMessages;
import org.waybill.messaging.RedeliverException;
import org.waybill.messaging.ReplyTo;
import org.waybill.messaging.Submission;
import org.waybill.reply.ReplyDestinations;
import org.waybill.reply.ReplyDispatcher;
import org.waybill.reply.ReplyStore;
import org.waybill.sql.DatabaseException;
import org.waybill.task.InvalidTask;
import org.waybill.task.NewTask;
import org.waybill.task.Receipt;
import org.waybill.task.TaskConstraints;
import org.waybill.task.TaskDependencies;
import org.waybill.task.UuidV7;
import org.waybill.time.Ticker;
import org.waybill.trace.CurrentTrace;
import org.waybill.trace.TraceParent;

/** Takes messages of producers: each becomes a task or an invalid message, or stays where it is. */
@ApplicationScoped
public class JmsIngress {

  private static final long SAY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final Logger LOG = Logger.getLogger(JmsIngress.class.getName());

  /** A database that restarts is back by then; brokers count deliveries, and give up after some. */
  private static final int DATABASE_TRIES = 20;

  private final AtomicLong lastLogged = new AtomicLong();

  @Inject private Settings settings;
  @Inject private MessageRequest requests;
  @Inject private SubmissionService submissionService;
  @Inject private InvalidMessages invalid;
  @Inject private ReplyDestinations destinations;
  @Inject private ReplyStore replyStore;
  @Inject private ReplyDispatcher replyDispatcher;
  @Inject private TaskDependencies taskDependencies;
  @Inject private Ticker ticker;

  /**
   * Takes one message; when this returns, it may be acknowledged.
   *
   * @throws RedeliverException if it shall come again
   */
  void take(Submission message) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        acceptOrRefuse(message);
        return;
      } catch (SubmissionRejected | RejectedExecutionException e) {
        // Never hot, whatever delay the broker has; but the next message may be of another queue.
        logWaiting(e);
        TimeUnit.SECONDS.sleep(1);
        throw new RedeliverException(e);
      } catch (DatabaseException e) {
        if (tries == DATABASE_TRIES) {
          LOG.log(
              Level.WARNING,
              "A JMS message is returned to the broker until the database responds: {0}",
              e.getMessage());
          throw new RedeliverException(e);
        }
        TimeUnit.SECONDS.sleep(1);
      }
    }
  }

  /** All consumers meet the same full queue again and again: logged now and then. */
  private void logWaiting(RuntimeException why) {
    long last = lastLogged.get();
    long now = ticker.nanos();
    if ((last == 0 || now - last > SAY_AGAIN_NANOS) && lastLogged.compareAndSet(last, now)) {
      LOG.log(
          Level.WARNING, "JMS messages stay in the broker and are retried: {0}", why.getMessage());
    }
  }

  private void acceptOrRefuse(Submission message) {
    String trace = TraceParent.read(message.headers().get(TraceParent.NAME));
    try (CurrentTrace scope = CurrentTrace.of(trace)) {
      accept(message, requests.read(message));
    } catch (Problem e) {
      refuse(message, e.detail());
    } catch (InvalidTask e) {
      refuse(message, e.getMessage());
    } catch (JsonException e) {
      refuse(message, "body is not valid JSON: " + e.getMessage());
    } catch (SubmissionRejected | RejectedExecutionException e) {
      throw e;
    } catch (RuntimeException e) {
      refuse(message, e);
    } catch (StackOverflowError e) {
      refuse(message, "body is nested too deeply");
    }
  }

  private void refuse(Submission message, RuntimeException error) {
    Optional<DatabaseException> failure = DatabaseException.in(error);
    if (failure.isEmpty()) {
      // A message that meets a mistake of ours would meet it for ever.
      LOG.log(Level.SEVERE, "A JMS message failed unexpectedly and is kept as invalid", error);
      refuse(message, "unexpected error: " + error);
    } else if (failure.get().isDataError()) {
      refuse(message, "the database cannot store a value, such as the character U+0000");
    } else {
      throw failure.get();
    }
  }

  private void accept(Submission message, NewTask task) {
    ReplyTo replyTo = message.sender().replyTo();
    if (replyTo == null) {
      store(task);
      return;
    }
    // Before the task: a crash in between leaves an unused reply request, not a missing reply.
    replyStore.expect(task.id(), replyTo, MessageRequest.correlationOf(message));
    UUID stored = null;
    try {
      stored = store(task);
    } finally {
      if (!task.id().equals(stored)) {
        replyStore.forget(task.id());
      }
    }
    if (!task.id().equals(stored)) {
      replyStore.expect(stored, replyTo, MessageRequest.correlationOf(message));
    }
    if (taskDependencies.follow(stored)) {
      replyDispatcher.refresh(stored);
    }
  }

  /** The task's id, or that of the one which the same message has become before. */
  private UUID store(NewTask task) {
    Receipt receipt = await(task);
    Receipt.Existing existing = receipt.existing();
    if (existing == null) {
      return task.id();
    }
    if (isAnother(task, existing)) {
      throw Problem.conflict(
          "%s was already used by another message, which became task %s"
              .formatted(
                  existing.kind() == TaskConstraints.UniquenessKey.Kind.REQUEST
                      ? "_AMQ_DUPL_ID"
                      : "JMSCorrelationID",
                  existing.id()));
    }
    return existing.id();
  }

  /** A key without a fingerprint stands for whatever comes under it. */
  private static boolean isAnother(NewTask task, Receipt.Existing existing) {
    return task.terms().once().stream()
        .filter(once -> once.kind() == existing.kind() && once.fingerprint().length > 0)
        .anyMatch(once -> !Arrays.equals(once.fingerprint(), existing.fingerprint()));
  }

  private Receipt await(NewTask task) {
    try {
      return submissionService.accept(task).toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void refuse(Submission message, String reason) {
    UUID id = UuidV7.next();
    invalid.keep(id, settings.get(JmsSettings.INGRESS_TENANT), message, reason);
    ReplyTo replyTo = message.sender().replyTo();
    if (replyTo != null && destinations.allow(replyTo)) {
      String correlation = MessageRequest.correlationOf(message);
      replyStore.answer(id, replyTo, correlation, refusal(message, correlation, reason));
      replyDispatcher.refresh(id);
    }
  }

  private String refusal(Submission message, String correlation, String reason) {
    return requests
        .own(message)
        .map(own -> own.refusal(reason))
        .orElseGet(
            () ->
                new JsonObjectWriter(new StringBuilder())
                    .text("status", "invalid")
                    .text("correlationId", Correlation.plain(correlation))
                    .text("error", reason)
                    .end()
                    .toString());
  }
}
