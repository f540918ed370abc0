package org.waybill.model.log;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.ModelSettings;
import org.waybill.config.Settings;
import org.waybill.event.Publisher;
import org.waybill.model.ModelCalled;
import org.waybill.model.ModelMessage;
import org.waybill.model.ModelReply;
import org.waybill.sql.DatabaseException;
import org.waybill.task.UuidV7;
import org.waybill.text.CredentialMask;
import org.waybill.text.CutText;

/** Records the calls of models on this node, after them and on a thread of its own. */
@ApplicationScoped
public class ModelCallRecorder {

  private static final Logger LOG = Logger.getLogger(ModelCallRecorder.class.getName());

  /** That wait for being written. */
  static final int MOST = 1_000;

  /** Of those that wait, in characters. */
  private static final long MOST_CHARACTERS = 16_000_000;

  private static final int AT_ONCE = 50;
  private static final int LONGEST_ERROR = 2_000;

  @Inject private ModelCallStore store;
  @Inject private Settings settings;
  @Inject private Publisher publisher;

  /** A call that waits. */
  private record Pending(ModelCalled called, long characters) {}

  private final BlockingQueue<Pending> pending = new LinkedBlockingQueue<>(MOST);
  private final AtomicLong characters = new AtomicLong();

  /** Never waits and never fails. */
  void observe(@Observes ModelCalled called) {
    if (settings.get(ModelSettings.CALLS) == ModelSettings.CallRecords.OFF) {
      return;
    }
    Pending next = new Pending(called, length(called));
    boolean fits = characters.addAndGet(next.characters()) <= MOST_CHARACTERS;
    if (!fits || !pending.offer(next)) {
      characters.addAndGet(-next.characters());
      publisher.publish(new ModelCallsRecorded(1, false));
    }
  }

  private static long length(ModelCalled called) {
    long length = called.reply() == null ? 0 : called.reply().text().length();
    for (ModelMessage each : called.call().messages()) {
      length += each.length();
    }
    return length;
  }

  /** Writes until it is interrupted. */
  void run() throws InterruptedException {
    while (true) {
      write(pending.take());
    }
  }

  /** Writes those that wait now; for tests. */
  void writePending() {
    for (Pending first = pending.poll(); first != null; first = pending.poll()) {
      write(first);
    }
  }

  private void write(Pending first) {
    List<Pending> batch = new ArrayList<>(List.of(first));
    pending.drainTo(batch, AT_ONCE - 1);
    try {
      write(batch.stream().map(Pending::called).toList());
    } finally {
      characters.addAndGet(-batch.stream().mapToLong(Pending::characters).sum());
    }
  }

  private void write(List<ModelCalled> batch) {
    try {
      store.add(batch.stream().map(this::record).toList());
      publisher.publish(new ModelCallsRecorded(batch.size(), true));
    } catch (RuntimeException e) {
      if (batch.size() > 1
          && DatabaseException.in(e).map(DatabaseException::isDataError).orElse(true)) {
        // One that cannot be stored takes no other along.
        batch.forEach(each -> write(List.of(each)));
        return;
      }
      publisher.publish(new ModelCallsRecorded(batch.size(), false));
      LOG.log(
          Level.WARNING,
          "{0} records of model calls could not be stored and are lost: {1}",
          new Object[] {batch.size(), e.getMessage()});
    }
  }

  private ModelCallRecord record(ModelCalled called) {
    boolean keeps = settings.get(ModelSettings.CALLS) == ModelSettings.CallRecords.CONTENTS;
    ModelReply reply = called.reply();
    String error = called.error();
    return new ModelCallRecord(
        UuidV7.next(),
        called.call().origin(),
        called.model(),
        called.provider(),
        called.providerModel(),
        called.outcome().label(),
        error == null ? null : CredentialMask.of(CutText.counted(error, LONGEST_ERROR)),
        reply == null ? null : reply.end().name().toLowerCase(Locale.ROOT),
        called.usage(),
        called.begun(),
        called.firstPiece() == null ? null : called.firstPiece().toMillis(),
        called.took().toMillis(),
        keeps ? CallContents.of(called.call(), reply) : null);
  }
}
