package org.waybill.json;

import jakarta.json.JsonException;

/** JSON that may be well formed and is refused all the same; says where and why. */
public class RefusedJson extends JsonException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final boolean tooLarge;

  private RefusedJson(String path, String what, String allowed, boolean tooLarge) {
    super(path + " " + what + "; allowed: " + allowed);
    this.path = path;
    this.tooLarge = tooLarge;
  }

  static RefusedJson wrong(String path, String what, String allowed) {
    return new RefusedJson(path, what, allowed, false);
  }

  static RefusedJson tooLarge(String path, String what, String allowed) {
    return new RefusedJson(path, what, allowed, true);
  }

  /** The value that is refused, such as {@code input.rows[3].name}; {@code body} for all of it. */
  public String path() {
    return path;
  }

  /** Whether there is too much of something, rather than something that is never allowed. */
  public boolean isTooLarge() {
    return tooLarge;
  }
}
