package org.waybill.reading;

import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.waybill.text.CallerText;

/**
 * Where the words of a passage stand on a page. Only letters and digits are compared: a passage has
 * lost the hyphens and line breaks of its page.
 */
final class PdfMarks extends PDFTextStripper {

  /** Shorter pieces of a passage stand on a page by chance. */
  private static final int SHORTEST_PIECE = 12;

  /** Below and above the baseline, as shares of the size of the letters. */
  private static final float BELOW = 0.22f;

  private static final float ABOVE = 0.82f;

  private final Budget budget;
  private final List<TextPosition> glyphs = new ArrayList<>();

  /** The page's letters and digits, and which glyph each of them is. */
  private final StringBuilder letters = new StringBuilder();

  private final List<Integer> glyphOfLetter = new ArrayList<>();

  PdfMarks(Budget budget) {
    this.budget = budget;
  }

  void read(PDDocument document, int page) throws IOException {
    setStartPage(page);
    setEndPage(page);
    writeText(document, Writer.nullWriter());
  }

  @Override
  protected void processTextPosition(TextPosition position) {
    budget.addCharacter();
    super.processTextPosition(position);
  }

  @Override
  protected void writeString(String written, List<TextPosition> positions) {
    for (TextPosition position : positions) {
      String plain = plain(position.getUnicode());
      for (int i = 0; i < plain.length(); i++) {
        glyphOfLetter.add(glyphs.size());
      }
      letters.append(plain);
      glyphs.add(position);
    }
  }

  /** The shape of all that belongs to the passage, in the page's own coordinates. */
  Path2D of(String passage) {
    String page = letters.toString();
    BitSet found = new BitSet();
    find(page, plain(passage), new int[1], found);
    Path2D shape = new Path2D.Double(Path2D.WIND_NON_ZERO);
    found.stream().mapToObj(glyphs::get).forEach(glyph -> add(shape, glyph));
    return shape;
  }

  /** All of it where it stands together, else its halves: between them may be a page's footer. */
  private void find(String page, String piece, int[] from, BitSet found) {
    if (piece.isEmpty()) {
      return;
    }
    int at = page.indexOf(piece, from[0]);
    at = at < 0 ? page.indexOf(piece) : at;
    if (at >= 0) {
      from[0] = at + piece.length();
      found.set(glyphOfLetter.get(at), glyphOfLetter.get(from[0] - 1) + 1);
    } else if (piece.length() >= 2 * SHORTEST_PIECE) {
      int half = piece.length() / 2;
      find(page, piece.substring(0, half), from, found);
      find(page, piece.substring(half), from, found);
    }
  }

  private static String plain(String text) {
    if (text == null) {
      return "";
    }
    StringBuilder plain = new StringBuilder();
    CallerText.lowerCase(CallerText.normalised(text, Normalizer.Form.NFKC))
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static void add(Path2D shape, TextPosition glyph) {
    Matrix matrix = glyph.getTextMatrix();
    float x = matrix.getTranslateX();
    float y = matrix.getTranslateY();
    // Upwards, which is not up if the text is turned.
    float upX = matrix.getShearX();
    float upY = matrix.getScaleY();
    shape.moveTo(x - BELOW * upX, y - BELOW * upY);
    shape.lineTo(glyph.getEndX() - BELOW * upX, glyph.getEndY() - BELOW * upY);
    shape.lineTo(glyph.getEndX() + ABOVE * upX, glyph.getEndY() + ABOVE * upY);
    shape.lineTo(x + ABOVE * upX, y + ABOVE * upY);
    shape.closePath();
  }
}
