package org.waybill.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ServerLogFilterTest {

  private static boolean passes(Throwable thrown) {
    LogRecord entry = new LogRecord(Level.SEVERE, "An exception or error occurred");
    entry.setThrown(thrown);
    return new ServerLogFilter().isLoggable(entry);
  }

  private static Throwable from(String type, String method) {
    Throwable thrown = new IllegalStateException("Host header x:y");
    thrown.setStackTrace(new StackTraceElement[] {new StackTraceElement(type, method, null, 1)});
    return thrown;
  }

  @Test
  void onlyWhatReadingARequestThrowsIsKeptOut() {
    assertThat(passes(from("org.glassfish.grizzly.http.util.HttpCodecUtils", "parseHost")))
        .isFalse();
    assertThat(passes(from("org.glassfish.grizzly.http.util.HttpCodecUtils", "other"))).isTrue();
    assertThat(passes(from("org.apache.catalina.connector.CoyoteAdapter", "postParseRequest")))
        .isFalse();
    assertThat(passes(from("org.apache.catalina.connector.CoyoteAdapter", "service"))).isTrue();
    assertThat(passes(from("org.waybill.Any", "parseHost"))).isTrue();
    assertThat(passes(null)).isTrue();
  }

  @Test
  void aClientThatGoesIsKeptOutHoweverItIsWrapped() {
    Throwable gone = new IOException("Connection is closed");
    gone.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.glassfish.grizzly.nio.NIOConnection", "assertOpen", null, 1)
        });
    assertThat(passes(gone)).isFalse();
    assertThat(passes(new UncheckedIOException(new IOException(gone)))).isFalse();
    assertThat(passes(new IOException("No space left on device"))).isTrue();
  }
}
