package org.waybill.worker;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.waybill.dispatch.World;
import org.waybill.handler.RetryPolicy;
import org.waybill.handler.TaskType;
import org.waybill.messaging.DispatchMessage;
import org.waybill.sql.WriterPool;
import org.waybill.task.NewTask;
import org.waybill.time.Ticker;
import org.waybill.type.KnownTypes;
import org.waybill.type.TaskTypes;
import org.waybill.world.SimulatedDatabase;

/** A worker whose only handler does what a test says, on rows of its own and the test's thread. */
final class ScriptedNode {

  static final TaskType QUEUE = KnownTypes.DIAGNOSTIC;

  private final ScriptedHandler handler = new ScriptedHandler(QUEUE);
  private final World world;

  ScriptedNode() {
    this(new PayloadCodec());
  }

  ScriptedNode(Ticker ticker) {
    this(new PayloadCodec(), ticker);
  }

  ScriptedNode(PayloadCodec payloadCodec) {
    this(payloadCodec, new Ticker());
  }

  private ScriptedNode(PayloadCodec payloadCodec, Ticker ticker) {
    world =
        new World(SimulatedDatabase.next(), Map.of(), ticker)
            .with(
                WriterPool.class,
                new WriterPool() {
                  @Override
                  public void execute(Runnable batch) {
                    batch.run();
                  }
                })
            .with(PayloadCodec.class, payloadCodec)
            .with(TaskTypes.class, handler.alone());
    world.bean(WorkerLease.class).beat();
  }

  World world() {
    return world;
  }

  ScriptedHandler handler() {
    return handler;
  }

  Worker worker() {
    return world.bean(Worker.class);
  }

  /** One that is on its way to a worker. */
  UUID task(String input, int tries) {
    NewTask task =
        world
            .task(QUEUE, "acme", "ann")
            .retries(new RetryPolicy(tries, Duration.ofHours(1), 1, Duration.ofHours(1), 0))
            .input(input)
            .build();
    world.accept(task);
    world.release();
    return task.id();
  }

  /** One that was run once. */
  UUID ran(String input, int tries) {
    UUID id = task(input, tries);
    run(id);
    return id;
  }

  /** Runs what one message names. */
  void run(UUID... ids) {
    worker().take(QUEUE.queue(), new DispatchMessage(QUEUE.queue(), List.of(ids)));
  }

  String ask(String column, UUID id) {
    return world.ask(String.class, "select " + column + " from task where id = ?", id);
  }
}
