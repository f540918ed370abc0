package org.waybill.recovery;

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
import org.waybill.a2a.RemoteAgents;
import org.waybill.account.Providers;
import org.waybill.camera.CameraPoller;
import org.waybill.camera.CameraWatch;
import org.waybill.config.KnownSettings;
import org.waybill.config.Settings;
import org.waybill.dispatch.Dispatcher;
import org.waybill.mcp.McpServers;
import org.waybill.notify.DeliveryDispatcher;
import org.waybill.notify.NotificationCollector;
import org.waybill.notify.NotificationMailer;
import org.waybill.reply.ReplyDispatcher;
import org.waybill.schedule.ScheduleRunner;
import org.waybill.service.Service;
import org.waybill.service.Supervisor;
import org.waybill.streaming.ClusterEvents;
import org.waybill.streaming.EventStreams;
import org.waybill.streaming.Fanout;
import org.waybill.streaming.GapRepair;
import org.waybill.streaming.SocketClients;
import org.waybill.streaming.SocketExtensions;
import org.waybill.streaming.SubscriberRegistry;
import org.waybill.streaming.TokenRecheck;
import org.waybill.type.Queues;
import org.waybill.worker.AbandonedAttempts;
import org.waybill.worker.Watchdog;
import org.waybill.worker.WorkerLease;
import org.waybill.worker.WorkerLifecycle;

/** Starts all background services, and stops them in order. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ManagedExecutorDefinition(name = "java:app/concurrent/core", maxAsync = BackgroundServices.CALLS)
@ManagedScheduledExecutorDefinition(name = "java:app/concurrent/ticks", maxAsync = 4)
public class BackgroundServices {

  /**
   * Threads for short jobs: responses to waiting callers, and frames. A response holds its thread
   * until its client has read it; services have threads of their own.
   */
  static final int CALLS = 64;

  @Inject private Supervisor supervisor;
  @Inject private Settings settings;
  @Inject private Queues queues;
  @Inject private McpServers mcpServers;
  @Inject private RemoteAgents remoteAgents;
  @Inject private WorkerLease workerLease;
  @Inject private Providers providers;
  @Inject private Dispatcher dispatcher;
  @Inject private WorkerLifecycle workerLifecycle;
  @Inject private ReplyDispatcher replyDispatcher;
  @Inject private DeliveryDispatcher deliveryDispatcher;
  @Inject private NotificationCollector notificationCollector;
  @Inject private NotificationMailer notificationMailer;
  @Inject private Watchdog watchdog;
  @Inject private AbandonedAttempts abandoned;
  @Inject private CameraPoller cameraPoller;
  @Inject private CameraWatch cameraWatch;
  @Inject private TaskRescuer taskRescuer;
  @Inject private RetentionService retentionService;
  @Inject private ScheduleRunner scheduleRunner;
  @Inject private ClusterEvents clusterEvents;
  @Inject private SubscriberRegistry subscriberRegistry;
  @Inject private Fanout fanout;
  @Inject private SocketExtensions extensions;
  @Inject private EventStreams streams;
  @Inject private SocketClients socketClients;
  @Inject private TokenRecheck tokenRecheck;
  @Inject private GapRepair gapRepair;

  @PostConstruct
  void start() {
    settings.check();
    queues.check();
    providers.check();
    mcpServers.start();
    remoteAgents.start();
    if (settings.get(KnownSettings.ROLE).runsTasks()) {
      workerLease.beat();
      supervisor.run("progress-reporter", workerLifecycle::report);
      every(1_500, "heartbeat", workerLease::beat);
      every(50, "watchdog", watchdog::refresh);
      every(3_000, "abandoned-attempts", abandoned::runOnce);
      supervisor.run("camera-poller", cameraPoller::run);
      every(1_000, "silent-cameras", cameraWatch::findSilent);
      every(60_000, "camera-retention", cameraWatch::clear);
    }
    taskRescuer.onStart();
    supervisor.run("dispatch-publisher", dispatcher::send);
    supervisor.run("dispatcher", dispatcher::decide);
    supervisor.run("dispatcher-rescan", dispatcher::watch);
    every(1_000, "rescuer", taskRescuer::runOnce);
    supervisor.run("retention", retentionService::run);
    supervisor.run("schedules", scheduleRunner::run);
    supervisor.run("cancel-broadcast", workerLifecycle::publishToOthers);
    supervisor.run("replies", replyDispatcher::run);
    startStreams();
    supervisor.run("webhooks", deliveryDispatcher::run);
    supervisor.run("notifications", notificationCollector::run);
    supervisor.run("mail", notificationMailer::run);
  }

  private void startStreams() {
    supervisor.run("event-broadcast", clusterEvents::run);
    supervisor.run("subscribers", subscriberRegistry::run);
    for (int each = 0; each < Fanout.LANES; each++) {
      int lane = each;
      supervisor.run("fanout-" + (lane + 1), () -> fanout.run(lane));
    }
    every(10_000, "stream-keep-alive", streams::keepAlive);
    every(20_000, "socket-ping", socketClients::beat);
    every(4_000, "token-recheck", tokenRecheck::runOnce);
    every(1_000, "gap-repair", gapRepair::runOnce);
    every(1_000, "board-clock", extensions::tick);
  }

  private void every(long millis, String name, Service.Body round) {
    supervisor.every(Duration.ofMillis(millis), name, round);
  }

  @PreDestroy
  void stop() {
    supervisor.stop();
    workerLifecycle.stop();
    workerLease.end();
  }
}
