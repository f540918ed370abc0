package org.waybill.queue;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.concurrent.ManagedThreadFactoryDefinition;
import jakarta.inject.Inject;

/** Begins to listen after everything that messages need, and is the first to stop. */
@Singleton
@Startup
@DependsOn("Engine")
@TransactionManagement(TransactionManagementType.BEAN)
@ManagedThreadFactoryDefinition(name = "java:app/concurrent/consumers")
public class ConsumersStart {

  @Resource(lookup = "java:app/concurrent/consumers")
  private ManagedThreadFactory threads;

  @Inject private Consumers consumers;

  @PostConstruct
  void start() {
    consumers.start(threads);
  }

  @PreDestroy
  void stop() {
    consumers.stop();
  }
}
