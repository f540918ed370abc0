package org.waybill.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Set;

/**
 * Whether work on a text grows with its length and no faster, whatever is repeated in it. What is
 * compared is processor time of one length with that of another, never with a clock: quadratic work
 * quadruples where linear work doubles.
 */
public final class Growth {

  /** What repeats badly: for some expression, some parser or some method of the JDK. */
  public static final List<String> WORST =
      List.of(
          "[",
          "(",
          ".",
          "please ",
          "a.",
          " ",
          "<",
          "&",
          "7",
          "ab",
          "**a",
          "](",
          "`",
          "> ",
          "- ",
          "| ",
          "\n",
          "\n ",
          "-\n",
          "a-\n",
          "Σ",
          "aΣ.",
          "\u0301\u0316",
          ".(",
          ". \"",
          "1.",
          "/",
          "\\",
          "%",
          "\"",
          "=",
          ",",
          ":",
          "!",
          "*",
          "_",
          "~",
          "#",
          "```\n",
          "<a>",
          "<b>",
          "&amp",
          "<!--",
          "![",
          "[a](<b",
          "\r\n--",
          "\t",
          "1:",
          "{\\",
          "a_",
          "days between 1.1.",
          "x ",
          "?",
          "-",
          "--",
          "a@",
          "1,",
          "* ",
          "# ",
          "\n\n",
          "<p",
          "[a]: b\n",
          "...",
          "a\n",
          "’",
          ";",
          "was ist ",
          "(1+",
          "+",
          "e1",
          "]]>",
          "<![CDATA[",
          "\u00a0",
          "�",
          "𝒳",
          "\f");

  /** Those whose work for a whole MiB is looked at as well: it takes most of the time. */
  private static final Set<String> LONG_TOO =
      Set.of("[", "(", ".", "please ", "a.", " ", "<", "&", "7", "ab", "Σ");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int SHORT = 1 << 16;
  private static final int LONG = 1 << 20;
  private static final long NOISE = 60_000_000;

  /** Works on a text. */
  @FunctionalInterface
  public interface Scanner {
    void scan(String text) throws Exception;
  }

  private Growth() {}

  /** Fails if there is a text on which this takes more than linear time, or overflows the stack. */
  public static void isLinear(Scanner scanner) throws Exception {
    isLinear("", scanner);
  }

  /** The same for texts that begin with what gets the scanner going. */
  public static void isLinear(String prefix, Scanner scanner) throws Exception {
    scanner.scan(text(prefix, "warm ", SHORT, "x"));
    for (String worst : WORST) {
      compare(prefix, worst, scanner);
    }
  }

  private static void compare(String prefix, String worst, Scanner scanner) throws Exception {
    String what = "'%s' and many '%s', then 'x'".formatted(prefix, worst);
    long once = 0;
    boolean linear = false;
    for (int attempt = 0; attempt < 3 && !linear; attempt++) {
      once = time(text(prefix, worst, SHORT, "x"), scanner);
      linear = time(text(prefix, worst, 2 * SHORT, "x"), scanner) <= 3 * once + NOISE;
    }
    assertThat(linear).as("work for 128 KiB is about twice that for 64: " + what).isTrue();
    if (LONG_TOO.contains(worst)) {
      long most = 4 * (LONG / SHORT) * once + 8 * NOISE;
      assertThat(time(text(prefix, worst, LONG, "x"), scanner))
          .as("processor time for 1 MiB, by that for 64 KiB: " + what)
          .isLessThanOrEqualTo(most);
    }
  }

  private static long time(String text, Scanner scanner) throws Exception {
    long before = THREADS.getCurrentThreadCpuTime();
    scanner.scan(text);
    return THREADS.getCurrentThreadCpuTime() - before;
  }

  private static String text(String prefix, String worst, int length, String end) {
    return prefix + worst.repeat(length / worst.length()) + end;
  }
}
