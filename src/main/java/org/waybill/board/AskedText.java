package org.waybill.board;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What makes two questions the same. */
final class AskedText {

  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Pattern END = Pattern.compile("[\\s.!?…]+$");

  private AskedText() {}

  static String normalised(String question) {
    String text = Normalizer.normalize(question, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return END.matcher(SPACE.matcher(text).replaceAll(" ").strip()).replaceAll("");
  }

  static byte[] hash(String question) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(normalised(question).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
