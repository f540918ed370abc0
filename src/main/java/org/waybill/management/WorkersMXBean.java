package org.waybill.management;

import java.util.Map;

/** {@code org.waybill:type=Workers}: the processes that run tasks. */
@Description("The processes that run tasks, on all nodes")
public interface WorkersMXBean {

  @Description("How many there are")
  int getCount();

  @Description("Each of them, by its id")
  Map<String, WorkerStatus> getWorkers();
}
