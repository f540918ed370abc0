package org.waybill.reading;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.waybill.document.DocumentFormat;
import org.waybill.text.CallerText;

/**
 * Tells the kind of a file by its content, which decides where its name or media type say something
 * else: a PDF that is called report.docx is a PDF.
 */
final class ContentFormat {

  private static final int HEAD = 1024;
  private static final String MARK = "\u00ef\u00bb\u00bf";
  private static final int MOST_ENTRIES = 5_000;
  private static final int LONGEST_TYPE = 100;

  /** Old Office files, and new ones that are encrypted, are such containers. */
  private static final String CONTAINER = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";

  private static final int CONTAINER_HEAD = 1_000_000;
  private static final String ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

  private ContentFormat() {}

  /**
   * The kind that it is.
   *
   * @param said by its name or media type; the answer if the content shows none
   * @throws UnreadableDocument if it is of a kind that cannot be read
   */
  static DocumentFormat of(Path file, DocumentFormat said) throws IOException {
    String head = head(file, HEAD);
    if (head.startsWith(CONTAINER)) {
      throw new UnreadableDocument(
          head(file, CONTAINER_HEAD).contains(ENCRYPTED)
              ? "The document is encrypted and needs a password."
              : "The file is an old Office file (doc, xls or ppt); save it as docx, xlsx or pptx.");
    }
    if (head.startsWith("PK\u0003\u0004")) {
      return ofArchive(file).orElseGet(() -> archive(said));
    }
    return ofMark(head).or(() -> ofPage(head, said)).orElse(said);
  }

  private static String head(Path file, int longest) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(longest), StandardCharsets.ISO_8859_1);
    }
  }

  private static String withoutMark(String head) {
    return (head.startsWith(MARK) ? head.substring(MARK.length()) : head).stripLeading();
  }

  private static Optional<DocumentFormat> ofMark(String head) {
    if (withoutMark(head).startsWith("%PDF-")) {
      return Optional.of(DocumentFormat.PDF);
    }
    if (head.startsWith("\u0089PNG\r\n")) {
      return Optional.of(DocumentFormat.PNG);
    }
    if (head.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(DocumentFormat.JPEG);
    }
    boolean isTiff = head.startsWith("II*\0") || head.startsWith("MM\0*");
    return isTiff ? Optional.of(DocumentFormat.TIFF) : Optional.empty();
  }

  /** Programs export web pages under the names of office files. */
  private static Optional<DocumentFormat> ofPage(String head, DocumentFormat said) {
    String begin = CallerText.lowerCase(withoutMark(head));
    boolean isPage = begin.startsWith("<!doctype html") || begin.startsWith("<html");
    return isPage && !said.isText() ? Optional.of(DocumentFormat.HTML) : Optional.empty();
  }

  private static Optional<DocumentFormat> ofArchive(Path file) {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry type = zip.getEntry("mimetype");
      if (type != null) {
        try (InputStream in = zip.getInputStream(type)) {
          String name = new String(in.readNBytes(LONGEST_TYPE), StandardCharsets.US_ASCII);
          return DocumentFormat.ofMediaType(name);
        }
      }
      Enumeration<? extends ZipEntry> entries = zip.entries();
      for (int i = 0; i < MOST_ENTRIES && entries.hasMoreElements(); i++) {
        String name = entries.nextElement().getName();
        if (name.startsWith("word/")) {
          return Optional.of(DocumentFormat.DOCX);
        }
        if (name.startsWith("xl/")) {
          return Optional.of(DocumentFormat.XLSX);
        }
        if (name.startsWith("ppt/")) {
          return Optional.of(DocumentFormat.PPTX);
        }
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      // Its parser says that it is damaged.
      return Optional.empty();
    }
  }

  private static DocumentFormat archive(DocumentFormat said) {
    if (said.isText()) {
      throw new UnreadableDocument("The file is an archive (ZIP), and not " + said.shownAs() + ".");
    }
    return said;
  }
}
