package org.waybill.rescue;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.inject.Inject;
import java.time.Duration;
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
import org.waybill.service.Service;
import org.waybill.service.Supervisor;
import org.waybill.type.Queues;
import org.waybill.work.AbandonedAttempts;
import org.waybill.work.Incarnation;
import org.waybill.work.Watchdog;
import org.waybill.work.Work;

/** Starts everything that runs by itself, and stops it in order. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ManagedExecutorDefinition(name = "java:app/concurrent/core", maxAsync = Engine.CALLS)
@ManagedScheduledExecutorDefinition(name = "java:app/concurrent/ticks", maxAsync = 4)
public class Engine {

  /**
   * What the others start for a moment: answers to who waits, frames. An answer holds its thread as
   * long as its reader takes; services have threads of their own.
   */
  static final int CALLS = 64;

  @Inject private Supervisor supervisor;
  @Inject private Settings settings;
  @Inject private Queues queues;
  @Inject private Incarnation incarnation;
  @Inject private Releaser releaser;
  @Inject private Work work;
  @Inject private Replying replying;
  @Inject private Delivering delivering;
  @Inject private Noticing noticing;
  @Inject private Mailing mailing;
  @Inject private Watchdog watchdog;
  @Inject private AbandonedAttempts abandoned;
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

  @PostConstruct
  void start() {
    settings.check();
    queues.check();
    if (settings.get(Knobs.ROLE).runsTasks()) {
      incarnation.beat();
      supervisor.run("progress-reporter", work::report);
      every(1_500, "heartbeat", incarnation::beat);
      every(50, "watchdog", watchdog::look);
      every(3_000, "abandoned-attempts", abandoned::round);
    }
    nightWatch.onStart();
    supervisor.run("dispatch-publisher", releaser::send);
    supervisor.run("dispatcher", releaser::decide);
    supervisor.run("dispatcher-rescan", releaser::watch);
    every(1_000, "rescuer", nightWatch::round);
    supervisor.run("retention", sweeper::run);
    supervisor.run("schedules", firing::run);
    supervisor.run("cancel-broadcast", work::tellOthers);
    supervisor.run("replies", replying::run);
    startStreams();
    supervisor.run("webhooks", delivering::run);
    supervisor.run("notifications", noticing::run);
    supervisor.run("mail", mailing::run);
  }

  private void startStreams() {
    supervisor.run("event-broadcast", broadcast::run);
    supervisor.run("subscribers", listeners::run);
    for (int each = 0; each < Fanout.LANES; each++) {
      int lane = each;
      supervisor.run("fanout-" + (lane + 1), () -> fanout.run(lane));
    }
    every(10_000, "stream-keep-alive", streams::keepAlive);
    every(20_000, "socket-ping", clients::beat);
    every(4_000, "token-recheck", tokenRecheck::round);
    every(1_000, "gap-repair", gapRepair::round);
    every(1_000, "board-clock", board::tick);
  }

  private void every(long millis, String name, Service.Body round) {
    supervisor.every(Duration.ofMillis(millis), name, round);
  }

  @PreDestroy
  void stop() {
    supervisor.stop();
    work.stop();
    incarnation.end();
  }
}
