package org.waybill.model;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.waybill.event.Publisher;
import org.waybill.time.Ticker;
import org.waybill.trace.CurrentTrace;
import org.waybill.trace.Span;
import org.waybill.trace.Spans;

/** Calls the models that the settings name. */
@ApplicationScoped
public class ConfiguredModels implements Models {

  /** In characters; what a model says beyond it is not waited for. */
  private static final int LONGEST_ANSWER = 200_000;

  /**
   * A cancellation interrupts the thread that waits. One whose interrupt was swallowed by others is
   * noticed after this time: shorter, and hundreds of calls that wait would keep a core busy.
   */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** An entry of the queue: a piece of the answer, or how the stream ended. */
  private sealed interface Event {
    record Piece(String text) implements Event {}

    record End(StreamedReply reply, RuntimeException failure) implements Event {}
  }

  private final ModelCatalog catalog;
  private final ModelConnection connection;
  private final ModelExecutor executor;
  private final Clock clock;
  private final Ticker ticker;
  private final Publisher publisher;
  private final ModelBudgets budgets;
  private final Spans spans;

  /** One for each model: a broken one must not keep calls from its fallback. */
  private final Map<String, ModelCircuit> circuits = new ConcurrentHashMap<>();

  /** For the container's proxy. */
  protected ConfiguredModels() {
    this(null, null, null, null, null, null, null, null);
  }

  @Inject
  public ConfiguredModels(
      ModelCatalog catalog,
      ModelConnection connection,
      ModelExecutor executor,
      Clock clock,
      Ticker ticker,
      Publisher publisher,
      ModelBudgets budgets,
      Spans spans) {
    this.catalog = catalog;
    this.connection = connection;
    this.executor = executor;
    this.clock = clock;
    this.ticker = ticker;
    this.publisher = publisher;
    this.budgets = budgets;
    this.spans = spans;
  }

  @Override
  public boolean isConfigured() {
    return !catalog.all().isEmpty();
  }

  @Override
  public ModelReply call(ModelCall call, ModelListener listener) throws InterruptedException {
    ModelFailure last = null;
    for (ModelConfig model : catalog.chain(call.model())) {
      ModelCircuit circuit =
          circuits.computeIfAbsent(model.name(), each -> new ModelCircuit(ticker));
      if (!circuit.allows()) {
        last = new ModelFailure.Broken("Calls of the model are suspended: it kept failing.", last);
        continue;
      }
      TimedCall timed = new TimedCall(call, model, listener, clock, ticker);
      try {
        ModelReply reply = traced(model, call, timed);
        circuit.worked();
        return reply;
      } catch (ModelFailure e) {
        circuit.noteFailure(e);
        // What was said already cannot be taken back.
        if (timed.hasSpoken() || e instanceof ModelFailure.Refused) {
          throw e;
        }
        // A fallback may be cheaper; what may work later outlasts a budget that is used up.
        last = last == null || !(e instanceof ModelFailure.OverBudget) ? e : last;
      }
    }
    throw last;
  }

  /** Observers learn how it ended, whatever that is. */
  private ModelReply traced(ModelConfig model, ModelCall call, TimedCall timed)
      throws InterruptedException {
    try (Span span = ModelSpan.begin(spans, model, call)) {
      try {
        ModelReply reply = paid(model, call, timed);
        publish(span, timed, timed.completed(reply));
        return reply;
      } catch (ModelFailure e) {
        publish(span, timed, timed.failed(e));
        throw e;
      } catch (InterruptedException e) {
        publish(span, timed, timed.cancelled());
        throw e;
      }
    }
  }

  private void publish(Span span, TimedCall timed, ModelCalled called) {
    ModelSpan.end(span, called, timed.answeredBy());
    publisher.publish(called);
  }

  /** A call whose most is reserved before, and whose cost is settled after it. */
  private ModelReply paid(ModelConfig model, ModelCall call, TimedCall timed)
      throws InterruptedException {
    String body = model.provider().format().body(model, call).toString();
    RequestSize size = RequestSize.of(call, body);
    BigDecimal most = model.price().most(size, call.maxTokens());
    ModelBudgets.Reservation reservation = budgets.reserve(call.origin().owner(), most);
    // A call that was cut off may have cost all of it; nobody says.
    BigDecimal cost = most;
    try {
      ModelReply reply = call(model, body, size, timed);
      cost = reply.usage().cost();
      return reply;
    } catch (ModelFailure.Busy | ModelFailure.Refused e) {
      cost = BigDecimal.ZERO;
      throw e;
    } finally {
      budgets.settle(reservation, cost);
    }
  }

  private ModelReply call(ModelConfig model, String body, RequestSize size, TimedCall timed)
      throws InterruptedException {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    String trace = CurrentTrace.get();
    Future<?> reading = executor.submit(() -> read(model, body, events, trace));
    try {
      return receive(model, size, events, timed);
    } finally {
      reading.cancel(true);
    }
  }

  private void read(ModelConfig model, String body, BlockingQueue<Event> events, String trace) {
    try (CurrentTrace scope = CurrentTrace.of(trace)) {
      StreamedReply reply =
          connection.read(model, body, piece -> events.add(new Event.Piece(piece)));
      events.add(new Event.End(reply, null));
    } catch (InterruptedException e) {
      // Stopped by the thread that reads the queue, or nothing reads the queue any more.
      Thread.currentThread().interrupt();
    } catch (FaultToleranceException e) {
      events.add(
          new Event.End(
              null, new ModelFailure.Broken("Calls to the model are suspended: " + e, e)));
    } catch (RuntimeException e) {
      events.add(new Event.End(null, e));
    }
  }

  private ModelReply receive(
      ModelConfig model, RequestSize size, BlockingQueue<Event> events, TimedCall timed)
      throws InterruptedException {
    StringBuilder said = new StringBuilder();
    long silentSince = ticker.nanos();
    while (said.length() < LONGEST_ANSWER) {
      timed.goOn();
      long silence = model.silence().toNanos() - (ticker.nanos() - silentSince);
      Event event = events.poll(Math.min(silence, LOOK_NANOS), TimeUnit.NANOSECONDS);
      if (event instanceof Event.Piece piece) {
        timed.piece(piece.text());
        said.append(piece.text());
        silentSince = ticker.nanos();
      } else if (event instanceof Event.End end) {
        if (end.failure() != null) {
          throw end.failure();
        }
        timed.answeredBy(end.reply().model());
        return end.reply().toReply(model, size);
      } else if (ticker.nanos() - silentSince >= model.silence().toNanos()) {
        throw new ModelFailure.Broken(
            "The model sent nothing for " + model.silence().toSeconds() + " s", null);
      }
    }
    return new StreamedReply(said.toString(), List.of(), ModelReply.End.LENGTH, -1, -1, 0, null)
        .toReply(model, size);
  }
}
