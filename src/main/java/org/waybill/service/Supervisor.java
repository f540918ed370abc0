package org.waybill.service;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.waybill.time.Ticker;

/** Starts background services and knows the state of each. */
@ApplicationScoped
@ManagedExecutorDefinition(name = Supervisor.THREADS, maxAsync = Supervisor.MOST)
public class Supervisor {

  static final String THREADS = "java:app/concurrent/waybill-services";

  /** Room for many more than there are; a thread is made when a service starts. */
  static final int MOST = 128;

  @Resource(lookup = THREADS)
  private ManagedExecutorService managed;

  @Inject private Ticker ticker;

  private final Executor given;
  private final List<Service> services = new CopyOnWriteArrayList<>();
  private final List<ServiceListener> listeners = new CopyOnWriteArrayList<>();

  /** For the container, which sets the threads. */
  public Supervisor() {
    this(null, null);
  }

  Supervisor(Executor given, Ticker ticker) {
    this.given = given;
    this.ticker = ticker;
  }

  /** Starts a service that runs until it is stopped. */
  public Service run(String name, Service.Body body) {
    return start(new Service(ticker, name, body, () -> restarted(name)));
  }

  /** Starts a service that does this again and again, resting for so long in between. */
  public Service every(Duration gap, String name, Service.Body round) {
    return start(Service.ofRounds(ticker, name, gap, round, () -> restarted(name)));
  }

  /** A service beyond the number of threads would wait for ever, unnoticed. */
  private synchronized Service start(Service service) {
    if (services.size() == MOST) {
      throw new IllegalStateException(
          "no thread for background service %s; allowed: %d services"
              .formatted(service.name(), MOST));
    }
    if (services.stream().anyMatch(other -> other.name().equals(service.name()))) {
      throw new IllegalStateException(
          "two background services have the name %s".formatted(service.name()));
    }
    services.add(service);
    listeners.forEach(listener -> listener.started(service.name()));
    FutureTask<Void> running = new FutureTask<>(service::supervise, null);
    service.startedAs(running);
    (given != null ? given : managed).execute(running);
    return service;
  }

  private void restarted(String name) {
    listeners.forEach(listener -> listener.restarted(name));
  }

  /** From now on this listener is called; for services that exist already, at once. */
  public synchronized void watch(ServiceListener listener) {
    listeners.add(listener);
    services.forEach(service -> listener.started(service.name()));
  }

  /** The services that do not do their work, and why. */
  public Map<String, String> troubles() {
    Map<String, String> troubles = new TreeMap<>();
    for (Service service : services) {
      String trouble = service.trouble();
      if (trouble != null) {
        troubles.put(service.name(), trouble);
      }
    }
    return troubles;
  }

  /** Ends all of them. */
  @PreDestroy
  public void stop() {
    services.forEach(Service::stop);
  }
}
