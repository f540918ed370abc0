package org.waybill.text;

/** Text that is cut where it is too long, but never within a character: half of one is no text. */
public final class CutText {

  private CutText() {}

  /** The beginning, of at most so many characters. */
  public static String begin(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean isInPair = longest > 0 && Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, isInPair ? longest - 1 : longest);
  }

  /** The same, with an ellipsis where something is left out. */
  public static String of(String text, int longest) {
    return text.length() <= longest ? text : begin(text, longest) + "…";
  }

  /** The same; it says how much there was. */
  public static String counted(String text, int longest) {
    return text.length() <= longest
        ? text
        : begin(text, longest) + "… (cut: %,d characters in all)".formatted(text.length());
  }
}
