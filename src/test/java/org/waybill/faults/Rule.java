package org.waybill.faults;

/** What holds under every fault. */
enum Rule {
  STORED("an acknowledged task is stored once, under the id of its receipt"),
  REFUSED("a refused or given-up task is stored at most once"),
  HONEST("\"Nothing was stored\" is said only when nothing was"),
  ENDED("a stored task ends, and ends once"),
  COMPLETED("a task that would succeed completes; a poisonous one fails"),
  EFFECTS("an attempt starts and ends once, and the one that counts ran to its end"),
  OVERLAP("of two attempts at the same time the later one counts"),
  ORDER("tasks of an order key take effect one after the other, as they were accepted"),
  NUMBERED("the events of a task are numbered from 1 without a gap, and its end is the last"),
  STREAMS("an open stream tells every start and end, or says that it missed some"),
  CRASHES("only the end of its process counts as a crash of a task"),
  CAPACITY("each worker runs as many tasks at once afterwards as before"),
  TOLD("readiness is down while tasks are refused, and up again afterwards");

  private final String sentence;

  Rule(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }
}
