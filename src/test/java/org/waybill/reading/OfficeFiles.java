package org.waybill.reading;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextBox;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Makes office files. */
public final class OfficeFiles {

  private OfficeFiles() {}

  /** A heading, a paragraph and a table of two rows. */
  public static byte[] docx(String heading, String paragraph, String[][] table) throws IOException {
    try (XWPFDocument document = new XWPFDocument();
        var out = new ByteArrayOutputStream()) {
      document
          .createStyles()
          .setStyles(
              org.openxmlformats.schemas.wordprocessingml.x2006.main.CTStyles.Factory
                  .newInstance());
      XWPFParagraph title = document.createParagraph();
      title.setStyle("Heading1");
      title.createRun().setText(heading);
      document.createParagraph().createRun().setText(paragraph);
      XWPFTable rows = document.createTable(table.length, table[0].length);
      for (int row = 0; row < table.length; row++) {
        for (int cell = 0; cell < table[row].length; cell++) {
          rows.getRow(row).getCell(cell).setText(table[row][cell]);
        }
      }
      document.write(out);
      return out.toByteArray();
    }
  }

  /** Sheets by name. */
  static byte[] xlsx(Map<String, String[][]> sheets) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook();
        var out = new ByteArrayOutputStream()) {
      for (Map.Entry<String, String[][]> each : sheets.entrySet()) {
        XSSFSheet sheet = book.createSheet(each.getKey());
        for (int row = 0; row < each.getValue().length; row++) {
          XSSFRow cells = sheet.createRow(row);
          for (int cell = 0; cell < each.getValue()[row].length; cell++) {
            cells.createCell(cell).setCellValue(each.getValue()[row][cell]);
          }
        }
      }
      book.write(out);
      return out.toByteArray();
    }
  }

  /** A slide for each text. */
  static byte[] pptx(String... texts) throws IOException {
    try (XMLSlideShow show = new XMLSlideShow();
        var out = new ByteArrayOutputStream()) {
      for (String text : texts) {
        XSLFSlide slide = show.createSlide();
        XSLFTextBox box = slide.createTextBox();
        box.setText(text);
      }
      show.write(out);
      return out.toByteArray();
    }
  }

  /**
   * A file of OpenDocument.
   *
   * @param kind {@code text} or {@code spreadsheet}
   * @param body XML
   */
  static byte[] openDocument(String kind, String body) throws IOException {
    String content =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-content
          xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
          xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
          xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2">
        <office:body><office:%1$s>%2$s</office:%1$s></office:body></office:document-content>
        """
            .formatted(kind, body);
    var bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
      add(zip, "mimetype", "application/vnd.oasis.opendocument." + kind);
      add(zip, "content.xml", content);
      add(
          zip,
          "META-INF/manifest.xml",
          "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>");
    }
    return bytes.toByteArray();
  }

  private static void add(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(UTF_8));
    zip.closeEntry();
  }
}
