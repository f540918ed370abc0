package org.waybill.management;

import java.util.Map;

/** {@code org.waybill:type=DeadLetters}: tasks that failed for good. */
@Description("Tasks of all tenants that failed for good, until they are replayed or dismissed")
public interface DeadLettersMXBean {

  @Description("How many there are; at most 10,000 are counted")
  int getCount();

  @Description("Whether there may be more than were counted")
  boolean isCountAtLeast();

  @Description("The counted ones by task type")
  Map<String, Integer> getCountByType();

  @Description("The counted ones by queue")
  Map<String, Integer> getCountByQueue();

  @Description(
      "Submits one again as a new task with the same input. Returns the id of the new task")
  String replay(@Description(name = "id", value = "The id of the dead letter, a UUID") String id);

  @Description(
      "Submits the newest dead letters of a type again, at most 100 of them, until too many tasks wait. Returns how"
          + " many were; call it again until it returns 0")
  int replayAll(@Description(name = "type", value = "The name of the task type") String type);

  @Description("Dismisses one: the task stays, and is no dead letter any more")
  void dismiss(@Description(name = "id", value = "The id of the dead letter, a UUID") String id);
}
