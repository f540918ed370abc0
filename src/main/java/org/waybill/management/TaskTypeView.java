package org.waybill.management;

import org.waybill.handler.TaskType;
import org.waybill.task.DeadLetters;
import org.waybill.task.QueueDepths.WorkerNode;
import org.waybill.type.RunningTypes;
import org.waybill.type.TaskTypes;

/** One task type, as JMX clients see it; administrators may change it meanwhile. */
final class TaskTypeView implements TaskTypeMXBean {

  private final String name;
  private final TaskTypes types;
  private final RunningTypes running;
  private final Readings readings;

  TaskTypeView(String name, TaskTypes types, RunningTypes running, Readings readings) {
    this.name = name;
    this.types = types;
    this.running = running;
    this.readings = readings;
  }

  private TaskType type() {
    return types
        .find(name)
        .orElseThrow(() -> new IllegalStateException("task type " + name + " was deleted"));
  }

  @Override
  public String getDescription() {
    return type().description();
  }

  @Override
  public String getQueue() {
    return type().queue();
  }

  @Override
  public boolean isSubmittable() {
    return types.submittable(name).isPresent();
  }

  @Override
  public int getWorkers() {
    return running.workers(name);
  }

  @Override
  public String[] getNodes() {
    return readings.queues().workers().stream()
        .filter(each -> each.types().isEmpty() || each.types().contains(name))
        .map(WorkerNode::node)
        .distinct()
        .toArray(String[]::new);
  }

  @Override
  public int getDeadLetters() {
    return readings.deadLetters().stream()
        .filter(each -> each.type().equals(name))
        .mapToInt(DeadLetters.TypeCount::count)
        .sum();
  }
}
