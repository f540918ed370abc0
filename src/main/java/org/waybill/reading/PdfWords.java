package org.waybill.reading;

import java.util.List;
import org.apache.pdfbox.text.TextPosition;

/** Blanks that PDFBox does not see: those between letters of two fonts, which may be narrow. */
final class PdfWords {

  /** In shares of the letters' size; letters of one word are nearer to each other. */
  private static final double NARROWEST = 0.14;

  private PdfWords() {}

  /** What was written, with a blank where the font changes and a gap is. */
  static String parted(String written, List<TextPosition> positions) {
    StringBuilder parted = new StringBuilder(written.length() + 4);
    TextPosition last = null;
    int letters = 0;
    for (TextPosition each : positions) {
      String letter = each.getUnicode();
      if (letter == null || !written.startsWith(letter, letters)) {
        // Letters and marks were put together: they cannot be told apart any more.
        return written;
      }
      if (last != null && isGap(last, each)) {
        parted.append(' ');
      }
      parted.append(letter);
      letters += letter.length();
      last = each;
    }
    return letters == written.length() ? parted.toString() : written;
  }

  private static boolean isGap(TextPosition last, TextPosition next) {
    if (last.getFont() == next.getFont()
        || last.getUnicode().isBlank()
        || next.getUnicode().isBlank()) {
      return false;
    }
    double gap = next.getXDirAdj() - last.getXDirAdj() - last.getWidthDirAdj();
    return gap > NARROWEST * Math.min(last.getFontSizeInPt(), next.getFontSizeInPt());
  }
}
