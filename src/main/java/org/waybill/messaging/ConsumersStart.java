package org.waybill.messaging;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Duration;
import org.waybill.service.Service;
import org.waybill.service.Supervisor;

/** Starts the consumers after everything that processes messages, and stops them first. */
@Singleton
@Startup
@DependsOn("BackgroundServices")
@TransactionManagement(TransactionManagementType.BEAN)
public class ConsumersStart {

  private static final Duration WATCH = Duration.ofMillis(500);

  @Inject private Consumers consumers;
  @Inject private Supervisor supervisor;

  private Service watch;

  @PostConstruct
  void start() {
    consumers.start();
    watch = supervisor.every(WATCH, "consumers-watch", consumers::watch);
  }

  @PreDestroy
  void stop() {
    watch.stop();
    consumers.stop();
  }
}
