package org.waybill.launch;

/**
 * Main class of the launcher's jar, where it stands compiled for Java 8: an older Java than Waybill
 * needs could not even load another class to say so.
 */
public final class JavaCheck {

  private static final int OLDEST = 17;

  private JavaCheck() {}

  public static void main(String[] arguments) throws Exception {
    String version = System.getProperty("java.specification.version");
    if (isTooOld(version)) {
      System.err.println(
          "Waybill did not start: it needs Java "
              + OLDEST
              + " or newer, and this is Java "
              + version);
      System.exit(1);
    }
    Class.forName("org.waybill.launch.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }

  /**
   * @param version as specified: {@code 1.8} or {@code 17}
   */
  static boolean isTooOld(String version) {
    return version.startsWith("1.") || Integer.parseInt(version) < OLDEST;
  }
}
