package org.waybill.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

class EscapedLogTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final StreamHandler server = new StreamHandler(written, new SimpleFormatter());

  @Test
  void nobodyWritesALineOfTheLog() throws IOException {
    String forged =
        "gone\r\n2026-01-31 SEVERE org.waybill.security it is not\u2028so\u202e\u0085\u001b[31m";

    String line = logged(Level.WARNING, "answered {0}: {1}", null, 410, forged);

    assertThat(line)
        .contains("answered 410: gone\\u000d\\u000a2026-01-31 SEVERE")
        .contains("\\u2028", "\\u202e", "\\u0085", "\\u001b[31m")
        .doesNotContain("\u2028", "\u202e", "\u0085", "\u001b");
    assertThat(line.lines().filter(each -> each.contains("SEVERE"))).hasSize(1);
  }

  @Test
  void messagesOfErrorsAreEscapedAndTheirStacksKept() throws IOException {
    var error = new IllegalStateException("a\nb", new IOException("c\u0000d\re"));

    String text = logged(Level.SEVERE, "it\nfailed", error);

    assertThat(text)
        .contains("it\\u000afailed", "IllegalStateException: a\\u000ab")
        .contains("Caused by: java.io.IOException: c\\u0000d\\u000de")
        .contains("at org.waybill.observe.EscapedLogTest.");
  }

  @Test
  void whatIsLoggedHasABound() throws IOException {
    assertThat(logged(Level.WARNING, "{0}", null, "x".repeat(1_000_000))).hasSizeLessThan(5_000);
    assertThat(EscapedLog.escape("plain text, ä 😀")).isEqualTo("plain text, ä 😀");
  }

  private String logged(Level level, String message, Throwable error, Object... parameters)
      throws IOException {
    Logger target = Logger.getAnonymousLogger();
    target.setUseParentHandlers(false);
    server.setEncoding("UTF-8");
    target.addHandler(server);
    Logger product = Logger.getAnonymousLogger();
    product.setUseParentHandlers(false);
    product.addHandler(new EscapedLog(target));
    var record = new LogRecord(level, message);
    record.setThrown(error);
    record.setParameters(parameters);
    product.log(record);
    server.flush();
    return written.toString(StandardCharsets.UTF_8);
  }
}
