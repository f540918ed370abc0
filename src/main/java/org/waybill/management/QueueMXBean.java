package org.waybill.management;

/** {@code org.waybill:type=Queue,name=…}: one queue of tasks. */
@Description("A queue of tasks. Figures are of all tenants and nodes unless they say otherwise.")
public interface QueueMXBean {

  @Description("Names of the task types whose tasks wait here")
  String[] getTypes();

  @Description(
      "Tasks that wait: ready, for a time, for other tasks or for a limit; at most 10,000 of each")
  int getWaiting();

  @Description("Whether there may be more waiting tasks than were counted")
  boolean isWaitingAtLeast();

  @Description("Tasks that were sent to the workers and are not claimed yet")
  int getInFlight();

  @Description("Tasks that run")
  int getRunning();

  @Description("For how many seconds the oldest ready task has been ready; null if there is none")
  Double getOldestWaitSeconds();

  @Description("Tasks that completed on this node within the last minute")
  int getCompletedLastMinute();

  @Description("Tasks that failed on this node within the last minute")
  int getFailedLastMinute();

  @Description("How many tasks of this queue one node runs at once")
  int getConcurrencyPerNode();

  @Description("JMS consumers of this node that the broker answers")
  int getConsumers();

  @Description("JMS consumers that this node should have")
  int getConsumersExpected();

  @Description("Whether a live worker runs some type of this queue")
  boolean isServed();

  @Description("Whether the queue is paused for all tenants")
  boolean isPaused();

  @Description(
      "Pauses that concern this queue: queue, tenant (* is all), who paused it, since when")
  String[] getPauses();

  @Description(
      "Pauses the queue for all tenants, on all nodes within about a second: nothing of it starts, what runs goes on")
  void pause();

  @Description(
      "Takes back the pause for all tenants. Returns false if the queue stays paused because all queues are")
  boolean resume();

  @Description(
      "Pauses the queue for all tenants, on all nodes, and waits until none of its tasks runs. Returns how many still"
          + " run when the time is over; 0 means that the queue is drained. It stays paused until it is resumed")
  int drain(
      @Description(
              name = "seconds",
              value =
                  "How long to wait, 0 to 300; other nodes need about a second to learn of the pause")
          int seconds);
}
