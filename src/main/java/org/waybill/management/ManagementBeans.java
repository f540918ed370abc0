package org.waybill.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.management.ObjectName;
import org.waybill.dispatch.Dispatcher;
import org.waybill.dispatch.InFlightWindow;
import org.waybill.dispatch.LimitRegistry;
import org.waybill.dispatch.Throughput;
import org.waybill.handler.TaskType;
import org.waybill.messaging.Consumers;
import org.waybill.service.Supervisor;
import org.waybill.type.Queues;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;

/** Registers the MBeans: at the start those that are known then, later those of new queues. */
@ApplicationScoped
public class ManagementBeans {

  private static final Duration GAP = Duration.ofSeconds(2);

  @Inject private Supervisor supervisor;
  @Inject private ManagementThreads threads;
  @Inject private Readings readings;
  @Inject private LimitRegistry limitRegistry;
  @Inject private Dispatcher dispatcher;
  @Inject private InFlightWindow inFlightWindow;
  @Inject private Throughput throughput;
  @Inject private Queues queues;
  @Inject private TaskTypes types;
  @Inject private RunningTypes running;
  @Inject private Consumers consumers;
  @Inject private QueueDrain drain;
  @Inject private DeadLettersControl deadLetters;

  private final MBeanRegistrations registrations =
      new MBeanRegistrations(ManagementFactory.getPlatformMBeanServer());

  void start() {
    supervisor.run("management-beans", this::run);
  }

  void stop() {
    registrations.close();
  }

  private void run() throws InterruptedException {
    do {
      registrations.set(wanted());
    } while (!threads.isStoppedWithin(GAP));
  }

  private Map<ObjectName, Supplier<DescribedMBean>> wanted() {
    Map<ObjectName, Supplier<DescribedMBean>> all = new LinkedHashMap<>();
    for (String queue : queues.names()) {
      all.put(MBeanRegistrations.name("Queue", queue), () -> queue(queue));
    }
    for (TaskType type : types.all()) {
      all.put(MBeanRegistrations.name("TaskType", type.name()), () -> type(type.name()));
    }
    all.put(
        MBeanRegistrations.name("Workers"),
        () -> new DescribedMBean(new WorkersView(readings), WorkersMXBean.class));
    all.put(
        MBeanRegistrations.name("DeadLetters"),
        () -> new DescribedMBean(deadLetters, DeadLettersMXBean.class));
    all.put(
        MBeanRegistrations.name("Services"),
        () ->
            new DescribedMBean(new ServicesView(supervisor, inFlightWindow), ServicesMXBean.class));
    return all;
  }

  private DescribedMBean queue(String name) {
    QueueControl.Core core =
        new QueueControl.Core(
            readings,
            threads,
            limitRegistry,
            dispatcher,
            throughput,
            queues,
            types,
            running,
            consumers,
            drain);
    return new DescribedMBean(new QueueControl(name, core), QueueMXBean.class);
  }

  private DescribedMBean type(String name) {
    return new DescribedMBean(
        new TaskTypeView(name, types, running, readings), TaskTypeMXBean.class);
  }
}
