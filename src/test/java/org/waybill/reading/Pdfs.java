package org.waybill.reading;

import java.awt.Point;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** Makes PDFs: good ones from the corpus, and bad ones. */
public final class Pdfs {

  private static final int LINE = 90;

  private Pdfs() {}

  /** The pages of a text of the corpus. */
  public static List<String> corpus(String name) throws IOException {
    String text = Files.readString(Path.of("src/test/resources/corpus", name + ".txt"));
    return Arrays.stream(text.split("\n=\n")).map(String::strip).toList();
  }

  /** One page for each text. */
  public static byte[] of(List<String> pages) throws IOException {
    try (PDDocument document = document(pages)) {
      return bytes(document);
    }
  }

  public static byte[] encrypted(List<String> pages, String userPassword) throws IOException {
    try (PDDocument document = document(pages)) {
      var policy = new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
      policy.setEncryptionKeyLength(256);
      document.protect(policy);
      return bytes(document);
    }
  }

  /** A page whose content is this, compressed by Flate. */
  public static byte[] withContent(Content content) throws IOException {
    try (PDDocument document = document(List.of("A page."))) {
      PDStream stream = new PDStream(document);
      try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        content.write(out);
      }
      document.getPage(0).setContents(stream);
      return bytes(document);
    }
  }

  /** A page whose content is two streams, which PDFBox decodes into memory. */
  public static byte[] withSplitContent(Content content) throws IOException {
    try (PDDocument document = document(List.of("A page."))) {
      List<PDStream> streams = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        PDStream stream = new PDStream(document);
        try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
          content.write(out);
        }
        streams.add(stream);
      }
      document.getPage(0).setContents(streams);
      return bytes(document);
    }
  }

  /** One page of this size and rotation, on which texts stand at places from its bottom left. */
  static byte[] placed(PDRectangle size, int rotation, Map<Point, String> texts)
      throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(size);
      page.setRotation(rotation);
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        for (Map.Entry<Point, String> each : topDown(texts)) {
          content.beginText();
          content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 20);
          content.newLineAtOffset(
              size.getLowerLeftX() + each.getKey().x, size.getLowerLeftY() + each.getKey().y);
          content.showText(each.getValue());
          content.endText();
        }
      }
      return bytes(document);
    }
  }

  private static List<Map.Entry<Point, String>> topDown(Map<Point, String> texts) {
    return texts.entrySet().stream()
        .sorted(Comparator.comparing(each -> -each.getKey().y))
        .toList();
  }

  /** A small file that draws ten forms, of which each draws ten others, and so on. */
  static byte[] nestedForms(int levels) throws IOException {
    try (PDDocument document = document(List.of("A page."))) {
      PDFormXObject inner = null;
      for (int level = 0; level < levels; level++) {
        PDFormXObject form = new PDFormXObject(document);
        form.setBBox(new PDRectangle(600, 800));
        PDResources resources = new PDResources();
        String draws = "0 0 m 600 800 l S\n";
        if (inner != null) {
          draws = ("/" + resources.add(inner).getName() + " Do\n").repeat(10);
        }
        form.setResources(resources);
        try (OutputStream out = form.getContentStream().createOutputStream()) {
          out.write(draws.getBytes(StandardCharsets.US_ASCII));
        }
        inner = form;
      }
      PDPage page = document.getPage(0);
      try (var content =
          new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
        content.drawForm(inner);
      }
      return bytes(document);
    }
  }

  /** A page with a picture of so many pixels on each side, all of them black. */
  static byte[] hugePicture(int side) throws IOException {
    try (PDDocument document = document(List.of("A page."))) {
      PDStream pixels = new PDStream(document);
      byte[] row = new byte[side * 3];
      try (OutputStream out = pixels.createOutputStream(COSName.FLATE_DECODE)) {
        for (int i = 0; i < side; i++) {
          out.write(row);
        }
      }
      PDImageXObject picture = new PDImageXObject(pixels, new PDResources());
      picture.setWidth(side);
      picture.setHeight(side);
      picture.setBitsPerComponent(8);
      picture.setColorSpace(PDDeviceRGB.INSTANCE);
      // Smooth shades are drawn whole.
      picture.setInterpolate(true);
      PDPage page = document.getPage(0);
      try (var content =
          new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, false)) {
        content.drawImage(picture, 0, 0, 600, 600);
      }
      return bytes(document);
    }
  }

  /** Writes a content stream. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  /** So much of nothing. */
  public static Content spaces(int megabytes) {
    byte[] blank = new byte[1_000_000];
    Arrays.fill(blank, (byte) ' ');
    return out -> {
      for (int i = 0; i < megabytes; i++) {
        out.write(blank);
      }
    };
  }

  /** One word shown so many times. */
  static Content words(int times) {
    byte[] show = "(word word word word word) Tj\n".getBytes(StandardCharsets.US_ASCII);
    return out -> {
      out.write("BT /F1 12 Tf 50 700 Td\n".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < times; i++) {
        out.write(show);
      }
      out.write("ET".getBytes(StandardCharsets.US_ASCII));
    };
  }

  private static PDDocument document(List<String> pages) throws IOException {
    PDDocument document = new PDDocument();
    PDType1Font font = new PDType1Font(Standard14Fonts.FontName.HELVETICA);
    for (String text : pages) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(font, 10);
        content.setLeading(14);
        content.newLineAtOffset(50, 740);
        for (String line : lines(text)) {
          content.showText(line);
          content.newLine();
        }
        content.endText();
      }
    }
    return document;
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() + word.length() > LINE) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static byte[] bytes(PDDocument document) throws IOException {
    var bytes = new ByteArrayOutputStream();
    document.save(bytes);
    return bytes.toByteArray();
  }
}
