package org.waybill.rescue;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.Knobs;
import org.waybill.config.Settings;
import org.waybill.notify.Delivering;
import org.waybill.notify.Mailing;
import org.waybill.notify.Noticing;
import org.waybill.progress.BoardFrames;
import org.waybill.progress.Broadcast;
import org.waybill.progress.Clients;
import org.waybill.progress.EventStreams;
import org.waybill.progress.Fanout;
import org.waybill.progress.GapRepair;
import org.waybill.progress.Listeners;
import org.waybill.progress.TokenRecheck;
import org.waybill.release.Releaser;
import org.waybill.reply.Replying;
import org.waybill.schedule.Firing;
import org.waybill.work.Incarnation;
import org.waybill.work.Watchdog;
import org.waybill.work.Work;

/** Starts everything that runs by itself, and stops it in order. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ManagedExecutorDefinition(name = "java:app/concurrent/core", maxAsync = 34)
@ManagedScheduledExecutorDefinition(name = "java:app/concurrent/ticks", maxAsync = 8)
public class Engine {

  private static final Logger LOG = Logger.getLogger(Engine.class.getName());

  @Inject private Settings settings;
  @Inject private Incarnation incarnation;
  @Inject private Releaser releaser;
  @Inject private Work work;
  @Inject private Replying replying;
  @Inject private Delivering delivering;
  @Inject private Noticing noticing;
  @Inject private Mailing mailing;
  @Inject private Watchdog watchdog;
  @Inject private NightWatch nightWatch;
  @Inject private Sweeper sweeper;
  @Inject private Firing firing;
  @Inject private Broadcast broadcast;
  @Inject private Listeners listeners;
  @Inject private Fanout fanout;
  @Inject private BoardFrames board;
  @Inject private EventStreams streams;
  @Inject private Clients clients;
  @Inject private TokenRecheck tokenRecheck;
  @Inject private GapRepair gapRepair;

  @Resource(lookup = "java:app/concurrent/core")
  private ManagedExecutorService executor;

  @Resource(lookup = "java:app/concurrent/ticks")
  private ManagedScheduledExecutorService ticks;

  private final List<Future<?>> running = new ArrayList<>();

  @PostConstruct
  void start() {
    settings.check();
    if (settings.get(Knobs.ROLE).runsTasks()) {
      incarnation.beat();
      running.add(executor.submit(guarded(work::report)));
      every(1_500, incarnation::beat);
      every(50, watchdog::look);
    }
    nightWatch.onStart();
    running.add(executor.submit(guarded(releaser::send)));
    running.add(executor.submit(guarded(releaser::decide)));
    every(1_000, nightWatch::round);
    every(1_000, board::tick);
    running.add(executor.submit(guarded(releaser::watch)));
    running.add(executor.submit(guarded(sweeper::run)));
    running.add(executor.submit(guarded(firing::run)));
    running.add(executor.submit(guarded(work::tellOthers)));
    running.add(executor.submit(guarded(replying::run)));
    running.add(executor.submit(guarded(broadcast::run)));
    running.add(executor.submit(guarded(listeners::run)));
    for (int each = 0; each < Fanout.LANES; each++) {
      int lane = each;
      running.add(executor.submit(guarded(() -> fanout.run(lane))));
    }
    every(10_000, streams::keepAlive);
    every(20_000, clients::beat);
    every(4_000, tokenRecheck::round);
    every(1_000, gapRepair::round);
    running.add(executor.submit(guarded(delivering::run)));
    running.add(executor.submit(guarded(noticing::run)));
    running.add(executor.submit(guarded(mailing::run)));
  }

  @PreDestroy
  void stop() {
    running.forEach(each -> each.cancel(true));
    work.stop();
    incarnation.end();
  }

  private void every(long millis, Runnable round) {
    running.add(
        ticks.scheduleWithFixedDelay(
            () -> {
              try {
                round.run();
              } catch (RuntimeException e) {
                // A round that throws would be the last one.
                LOG.log(Level.WARNING, "A round failed; the next one comes", e);
              }
            },
            millis,
            millis,
            TimeUnit.MILLISECONDS));
  }

  private interface Loop {
    void run() throws InterruptedException;
  }

  private static Runnable guarded(Loop loop) {
    return () -> {
      try {
        loop.run();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, "A loop of the engine ended", e);
      }
    };
  }
}
