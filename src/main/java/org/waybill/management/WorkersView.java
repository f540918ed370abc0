package org.waybill.management;

import java.util.Map;
import java.util.TreeMap;
import org.waybill.task.QueueDepths.Running;
import org.waybill.task.QueueDepths.WorkerNode;
import org.waybill.task.QueueSnapshots;

/** All workers, as JMX clients see them. */
final class WorkersView implements WorkersMXBean {

  private final Readings readings;

  WorkersView(Readings readings) {
    this.readings = readings;
  }

  @Override
  public int getCount() {
    return readings.queues().workers().size();
  }

  @Override
  public Map<String, WorkerStatus> getWorkers() {
    QueueSnapshots.Snapshot now = readings.queues();
    Map<String, WorkerStatus> all = new TreeMap<>();
    for (WorkerNode each : now.workers()) {
      int running =
          now.running().stream()
              .filter(tasks -> each.id().equals(tasks.worker()))
              .mapToInt(Running::count)
              .sum();
      String[] types = each.types().toArray(String[]::new);
      all.put(
          each.id().toString(),
          new WorkerStatus(each.node(), types, running, each.silentSeconds()));
    }
    return all;
  }
}
