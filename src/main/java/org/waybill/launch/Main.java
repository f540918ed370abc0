package org.waybill.launch;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.config.Settings;

/** Starts everything and ends when everything has ended. */
public final class Main {

  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Main() {}

  public static void main(String[] arguments) {
    FLYWAY.setLevel(Level.WARNING);
    System.exit(new Launch(Settings.ofProcess(), Installation.ofThisBuild()).run());
  }
}
