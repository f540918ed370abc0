package org.waybill.bench.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;

/**
 * The text of each page of a document: in one form of Unicode, with single blanks and simple
 * hyphens, without those that divide a word at the end of a line, and without the blanks that a
 * line break leaves in Chinese or Japanese text.
 *
 * @param paged false for HTML and plain text, which count as one page
 */
record PageTexts(boolean paged, List<String> pages) {

  /** Warns of every character without a Unicode mapping, which drawings are full of. */
  private static final Logger PDFBOX = Logger.getLogger("org.apache.pdfbox");

  static {
    PDFBOX.setLevel(Level.SEVERE);
  }

  private static final String ASIAN = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef]";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern HYPHENS = Pattern.compile("[\\u2010-\\u2012]");
  private static final Pattern DIVIDED = Pattern.compile("(?<=\\p{L})-\\R(?=\\p{Ll})");
  private static final Pattern ASIAN_BLANK =
      Pattern.compile("(?<=" + ASIAN + ") | (?=" + ASIAN + ")");

  static PageTexts read(Path file) throws IOException {
    String name = file.getFileName().toString();
    if (name.endsWith(".pdf")) {
      return new PageTexts(true, pdf(file));
    }
    String text = Files.readString(file);
    return new PageTexts(
        false, List.of(normal(name.endsWith(".html") ? Jsoup.parse(text).text() : text)));
  }

  private static List<String> pdf(Path file) throws IOException {
    List<String> pages = new ArrayList<>();
    try (PDDocument document = Loader.loadPDF(file.toFile())) {
      var stripper = new PDFTextStripper();
      for (int page = 1; page <= document.getNumberOfPages(); page++) {
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        pages.add(normal(stripper.getText(document)));
      }
    }
    return pages;
  }

  private static String normal(String text) {
    String same = Normalizer.normalize(text, Normalizer.Form.NFKC).replace("\u00ad", "");
    String whole = DIVIDED.matcher(HYPHENS.matcher(same).replaceAll("-")).replaceAll("");
    String single = BLANKS.matcher(whole).replaceAll(" ");
    return ASIAN_BLANK.matcher(single).replaceAll("");
  }
}
