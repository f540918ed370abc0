package org.waybill.bench.system;

/** The input of every task: an echo text of 200 bytes. */
public final class Payload {

  public static final String ECHO = "Waybill carries work. ".repeat(10).substring(0, 200);

  private Payload() {}

  public static String diagnostic(int sleepMs) {
    return "{\"type\":\"diagnostic\",\"input\":" + input(sleepMs) + "}";
  }

  public static String input(int sleepMs) {
    String sleep = sleepMs == 0 ? "" : ",\"sleepMs\":" + sleepMs;
    return "{\"echo\":\"" + ECHO + "\"" + sleep + "}";
  }
}
