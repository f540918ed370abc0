package org.waybill.faults;

/** What holds under every fault. */
enum Rule {
  STORED("an acknowledged task is stored exactly once, under the id of its receipt"),
  REJECTED("a task that was rejected or given up by its client is stored at most once"),
  HONEST("the API says \"Nothing was stored\" only if nothing was stored"),
  ENDED("a stored task ends, and ends exactly once"),
  COMPLETED("a task that can succeed completes; a task that crashes every worker fails"),
  EFFECTS("an attempt starts and ends once, and the one whose result counts ran to its end"),
  OVERLAP("of two overlapping attempts the later one counts"),
  ORDER("tasks with the same order key take effect one after the other, as submitted"),
  NUMBERED("the events of a task are numbered from 1 without gaps; its end is the last"),
  STREAMS("an open stream delivers every start and end, or reports that it missed some"),
  CRASHES("only the death of a worker process counts as a crash of its tasks"),
  CAPACITY("after the fault, each worker runs as many tasks at once as before"),
  READINESS("readiness is down while tasks are rejected, and up again afterwards");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
