package org.waybill.text;

/** Names of files as they are shown. */
public final class FileNames {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final int BLACK_FLAG = 0x1F3F4;

  private FileNames() {}

  /**
   * Without what cannot be seen and may deceive, such as marks that turn the order of characters.
   * The joiners stay between letters and emoji: words of some languages are other words without.
   */
  public static String clean(String name) {
    int[] all = name.codePoints().toArray();
    StringBuilder clean = new StringBuilder(name.length());
    for (int i = 0; i < all.length; i++) {
      boolean joins = isJoiner(all[i]) && clean.length() > 0 && i + 1 < all.length;
      boolean kept =
          joins
              ? isJoined(all[i - 1]) && isJoined(all[i + 1])
              : isShown(all[i]) || i > 0 && isTag(all[i]) && isFlag(all[i - 1]);
      if (kept) {
        clean.appendCodePoint(all[i]);
      }
    }
    return clean.toString();
  }

  private static boolean isJoiner(int character) {
    return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
  }

  /** Scripts that know joiners begin with Arabic; emoji are symbols, their colours modifiers. */
  private static boolean isJoined(int character) {
    int type = Character.getType(character);
    return character >= 0x0600
        && (Character.isLetterOrDigit(character)
            || CallerText.isMark(character)
            || type == Character.OTHER_SYMBOL
            || type == Character.MODIFIER_SYMBOL);
  }

  private static boolean isShown(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Flags of England, Scotland and Wales are a black flag with tags. */
  private static boolean isFlag(int character) {
    return character == BLACK_FLAG || isTag(character);
  }

  private static boolean isTag(int character) {
    return character >= 0xE0020 && character <= 0xE007F;
  }
}
