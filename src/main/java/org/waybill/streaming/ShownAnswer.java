package org.waybill.streaming;

/**
 * What was shown of a task's answer. Each attempt writes it from its beginning; what it repeats of
 * an earlier one is not shown again.
 */
public final class ShownAnswer {

  private final StringBuilder shown = new StringBuilder();

  /** So much of it has been written by the current attempt. */
  private int written;

  /** Another attempt writes what follows. */
  public void beginAgain() {
    written = 0;
  }

  /**
   * Adds a piece of the current attempt.
   *
   * @return what of it was not shown yet; null if it differs from what was: then {@link #text} is
   *     what counts, and ends with this piece
   */
  public String add(String piece) {
    int known = Math.min(piece.length(), shown.length() - written);
    boolean repeats = shown.substring(written, written + known).equals(piece.substring(0, known));
    if (!repeats) {
      shown.setLength(written);
      shown.append(piece);
      written = shown.length();
      return null;
    }
    String more = piece.substring(known);
    shown.append(more);
    written += piece.length();
    return more;
  }

  /** All of it is this from now on. */
  public void set(String text) {
    shown.setLength(0);
    shown.append(text);
    written = text.length();
  }

  public String text() {
    return shown.toString();
  }

  public int length() {
    return shown.length();
  }
}
