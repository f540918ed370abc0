package org.waybill.bench.peer;

/** What a peer stores: how long to sleep, and the client's JSON as it came. */
record Job(int sleepMs, String input) {

  String text() {
    return sleepMs + "\n" + input;
  }

  static Job parse(String text) {
    int end = text.indexOf('\n');
    return new Job(Integer.parseInt(text.substring(0, end)), text.substring(end + 1));
  }
}
