package org.waybill.management;

/** {@code org.waybill:type=TaskType,name=…}: one task type. */
@Description("A type of tasks")
public interface TaskTypeMXBean {

  @Description("What it is for")
  String getDescription();

  @Description("The queue that its tasks wait in")
  String getQueue();

  @Description("Whether callers may submit tasks of it")
  boolean isSubmittable();

  @Description("How many live workers run it")
  int getWorkers();

  @Description("The nodes of these workers")
  String[] getNodes();

  @Description("Its dead letters, of all tenants; at most 10,000 of all types are counted")
  int getDeadLetters();
}
