package org.waybill.management;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Offers the MBeans after what they operate has started, and takes them away before it stops. */
@Singleton
@Startup
@DependsOn("BackgroundServices")
@TransactionManagement(TransactionManagementType.BEAN)
public class ManagementStart {

  @Inject private ManagementThreads threads;
  @Inject private ManagementBeans beans;

  @PostConstruct
  void start() {
    threads.start();
    beans.start();
  }

  @PreDestroy
  void stop() {
    beans.stop();
    threads.stop();
  }
}
