package org.waybill.launch;

import org.waybill.config.Settings;

/** Starts everything and ends when everything has ended. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(new Launch(Settings.ofProcess(), Home.ofThisBuild()).run());
  }
}
