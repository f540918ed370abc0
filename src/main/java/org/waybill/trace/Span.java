package org.waybill.trace;

import java.util.function.Supplier;

/**
 * A piece of work that is traced, on the thread that does it: calls that are made until it is
 * closed belong to it. One that is not recorded takes everything and does nothing.
 */
public interface Span extends AutoCloseable {

  /** Who does the work: this process, or another one that is called. */
  enum Kind {
    INTERNAL(1),
    CLIENT(3);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /**
   * An attribute.
   *
   * @param value a text, a whole number, a flag, or a list of texts; null leaves it out
   */
  Span set(String name, Object value);

  /**
   * An attribute that says what people or models have said: left out unless the settings want it,
   * masked and cut.
   */
  Span setContent(String name, Supplier<String> value);

  /**
   * The work failed.
   *
   * @param type for programs: one of a few
   */
  void failed(String type);

  /** Ends it. */
  @Override
  void close();

  /** The one that is not recorded. */
  static Span none() {
    return UnrecordedSpan.INSTANCE;
  }
}
