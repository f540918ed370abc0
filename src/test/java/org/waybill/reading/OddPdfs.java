package org.waybill.reading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDNonTerminalField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.util.Matrix;

/** Makes PDFs that are not as they should be, or have more than text. */
final class OddPdfs {

  private static final List<String> PAGES = List.of("First of all.", "Second to none.", "Third.");

  /** Changes a document before it is stored. */
  @FunctionalInterface
  interface Change {
    void on(PDDocument document) throws IOException;
  }

  private OddPdfs() {}

  /** Three pages, changed. */
  static byte[] of(Change change) throws IOException {
    return of(PAGES, change);
  }

  static byte[] of(List<String> pages, Change change) throws IOException {
    try (PDDocument document = Loader.loadPDF(Pdfs.of(pages));
        var out = new ByteArrayOutputStream()) {
      change.on(document);
      document.save(out);
      return out.toByteArray();
    }
  }

  static Change count(int declared) {
    return document -> tree(document).setInt(COSName.COUNT, declared);
  }

  /** The tree of pages contains itself. */
  static void loop(PDDocument document) {
    tree(document).getCOSArray(COSName.KIDS).add(tree(document));
  }

  private static COSDictionary tree(PDDocument document) {
    return document.getPages().getCOSObject();
  }

  static byte[] cut(byte[] whole, double share) {
    return Arrays.copyOf(whole, (int) (whole.length * share));
  }

  /** A landscape page as programs make them: turned, with turned lines. */
  static byte[] turned(String line, int times) throws IOException {
    try (PDDocument document = new PDDocument();
        var out = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      page.setRotation(90);
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        content.beginText();
        content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
        content.setTextMatrix(new Matrix(0, 1, -1, 0, 60, 50));
        content.setLeading(14);
        for (int i = 0; i < times; i++) {
          content.showText(line);
          content.newLine();
        }
        content.endText();
      }
      document.save(out);
      return out.toByteArray();
    }
  }

  /** A word at a place, from the lower left corner. */
  record Word(float x, float y, String text) {}

  static byte[] placed(List<Word> words) throws IOException {
    return page(
        content -> {
          for (Word word : words) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
            content.newLineAtOffset(word.x(), word.y());
            content.showText(word.text());
            content.endText();
          }
        });
  }

  /** One line of three pieces in two fonts, with gaps in points between them. */
  static byte[] twoFonts(String first, float gap, String second, float narrow, String third)
      throws IOException {
    PDType1Font roman = new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN);
    PDType1Font italic = new PDType1Font(Standard14Fonts.FontName.TIMES_ITALIC);
    return page(
        content -> {
          content.beginText();
          content.setFont(roman, 10);
          content.newLineAtOffset(50, 700);
          content.showText(first);
          content.newLineAtOffset(roman.getStringWidth(first) / 100 + gap, 0);
          content.setFont(italic, 10);
          content.showText(second);
          content.newLineAtOffset(italic.getStringWidth(second) / 100 + narrow, 0);
          content.setFont(roman, 10);
          content.showText(third);
          content.endText();
        });
  }

  private interface Drawing {
    void on(PDPageContentStream content) throws IOException;
  }

  private static byte[] page(Drawing drawing) throws IOException {
    try (PDDocument document = new PDDocument();
        var out = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      document.addPage(page);
      try (var content = new PDPageContentStream(document, page)) {
        drawing.on(content);
      }
      document.save(out);
      return out.toByteArray();
    }
  }

  /** The table of contents at the end points nowhere. */
  static byte[] withoutTable(byte[] whole) {
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    return text.substring(0, text.lastIndexOf("startxref")).getBytes(StandardCharsets.ISO_8859_1);
  }

  static void form(PDDocument document) throws IOException {
    PDAcroForm form = new PDAcroForm(document);
    document.getDocumentCatalog().setAcroForm(form);
    PDTextField name = new PDTextField(form);
    name.setPartialName("Customer");
    name.getCOSObject().setString(COSName.V, "Ada Lovelace");
    add(form, document.getPage(0), name);
    PDNonTerminalField group = new PDNonTerminalField(form);
    group.setPartialName("order");
    form.getFields().add(group);
    COSDictionary choice = field("Ch", "Colour", document.getPage(1));
    choice.setItem(COSName.PARENT, group);
    COSArray chosen = new COSArray();
    chosen.add(new org.apache.pdfbox.cos.COSString("Red"));
    chosen.add(new org.apache.pdfbox.cos.COSString("Green"));
    choice.setItem(COSName.V, chosen);
    COSDictionary box = field("Btn", "Agreed", document.getPage(1));
    box.setName(COSName.V, "Yes");
    box.setName(COSName.AS, "Yes");
    COSDictionary off = field("Btn", "Refused", document.getPage(1));
    off.setName(COSName.V, "Off");
    off.setName(COSName.AS, "Off");
  }

  private static void add(PDAcroForm form, PDPage page, PDField field) throws IOException {
    form.getFields().add(field);
    PDAnnotationWidget widget = field.getWidgets().get(0);
    widget.setRectangle(new PDRectangle(50, 50, 100, 20));
    page.getAnnotations().add(widget);
  }

  private static COSDictionary field(String kind, String name, PDPage page) throws IOException {
    COSDictionary field = new COSDictionary();
    field.setItem(COSName.TYPE, COSName.ANNOT);
    field.setItem(COSName.SUBTYPE, COSName.WIDGET);
    field.setName(COSName.FT, kind);
    field.setString(COSName.T, name);
    field.setItem(COSName.RECT, new PDRectangle(50, 80, 100, 20));
    page.getAnnotations().add(new PDAnnotationWidget(field));
    return field;
  }

  static void comment(PDDocument document) throws IOException {
    PDAnnotationText comment = new PDAnnotationText();
    comment.setContents("Is this still true?");
    comment.setTitlePopup("Bob");
    comment.setRectangle(new PDRectangle(10, 10, 20, 20));
    document.getPage(1).getAnnotations().add(comment);
  }

  static void file(PDDocument document) throws IOException {
    PDComplexFileSpecification file = new PDComplexFileSpecification();
    file.setFile("figures.xlsx");
    PDEmbeddedFile content =
        new PDEmbeddedFile(document, new ByteArrayInputStream(new byte[] {1, 2, 3}));
    content.setCreationDate(new GregorianCalendar(2026, 0, 1));
    file.setEmbeddedFile(content);
    PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
    files.setNames(Map.of("figures", file));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(files);
    document.getDocumentCatalog().setNames(names);
  }
}
