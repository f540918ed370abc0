package org.waybill.board;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import org.waybill.text.CallerText;

/** What makes two questions the same. */
final class QuestionNormalizer {

  private QuestionNormalizer() {}

  static String normalised(String question) {
    String text = CallerText.lowerCase(CallerText.normalised(question, Normalizer.Form.NFKC));
    return CallerText.withoutEnd(CallerText.withSingleSpaces(text), QuestionNormalizer::isEnd);
  }

  private static boolean isEnd(int c) {
    return CallerText.isSpace(c) || c == '.' || c == '!' || c == '?' || c == '…';
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
