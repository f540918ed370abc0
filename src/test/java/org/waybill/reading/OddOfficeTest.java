package org.waybill.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.waybill.document.DocumentFormat;

/** Office files and e-mails that are not as they should be. */
class OddOfficeTest {

  private static final String[][] TABLE = {{"Name", "Price"}, {"Pears", "3"}};
  private static final String TEXT = "<text:p>All is ripe.</text:p>";
  private static final String SHEET =
      "<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>All is ripe.</text:p>"
          + "</table:table-cell></table:table-row></table:table>";

  private static final String BINARY =
      "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/>";

  private static Map<DocumentFormat, byte[]> files() throws Exception {
    Map<DocumentFormat, byte[]> files = new TreeMap<>();
    files.put(DocumentFormat.DOCX, OfficeFiles.docx("Fruit", "All is ripe.", TABLE));
    files.put(
        DocumentFormat.XLSX, OfficeFiles.xlsx(Map.of("A", new String[][] {{"All is ripe."}})));
    files.put(DocumentFormat.PPTX, OfficeFiles.pptx("All is ripe."));
    files.put(DocumentFormat.ODT, OfficeFiles.openDocument("text", TEXT));
    files.put(DocumentFormat.ODS, OfficeFiles.openDocument("spreadsheet", SHEET));
    return files;
  }

  @Test
  void contentCountsMoreThanTheName() throws Exception {
    for (Map.Entry<DocumentFormat, byte[]> each : files().entrySet()) {
      for (DocumentFormat said : DocumentFormat.values()) {
        assertThat(OddFiles.read(said, each.getValue()).text())
            .as("%s named as %s", each.getKey(), said)
            .contains("All is ripe.");
      }
    }
  }

  @Test
  void whatIsCutOffIsRefusedForOneReason() throws Exception {
    for (Map.Entry<DocumentFormat, byte[]> each : files().entrySet()) {
      for (double share : List.of(0.1, 0.6, 0.95)) {
        byte[] whole = each.getValue();
        OddFiles.Read read =
            OddFiles.read(each.getKey(), Arrays.copyOf(whole, (int) (whole.length * share)));
        assertThat(read.text())
            .as("%s of %s", share, each.getKey())
            .satisfiesAnyOf(
                text -> assertThat(text).contains("All is ripe."),
                text -> assertThat(text).contains("The file is damaged"));
      }
    }
  }

  @Test
  void whatHasNoContentHasNoText() throws Exception {
    Map<DocumentFormat, byte[]> files =
        Map.of(
            DocumentFormat.DOCX, OfficeFiles.docx("", "", new String[][] {{""}}),
            DocumentFormat.XLSX, OfficeFiles.xlsx(Map.of()),
            DocumentFormat.PPTX, OfficeFiles.pptx(),
            DocumentFormat.ODT, OfficeFiles.openDocument("text", ""),
            DocumentFormat.ODS, OfficeFiles.openDocument("spreadsheet", ""));
    for (Map.Entry<DocumentFormat, byte[]> each : files.entrySet()) {
      OddFiles.Read read = OddFiles.read(each.getKey(), each.getValue());
      assertThat(read.refusal()).as(each.getKey().name()).isNull();
      assertThat(read.text()).as(each.getKey().name()).isBlank();
    }
  }

  @Test
  void macrosAreLeftAlone() throws Exception {
    byte[] macro = with(files().get(DocumentFormat.DOCX), "word/vbaProject.bin", "Sub Evil()");

    assertThat(OddFiles.read(DocumentFormat.DOCX, macro).text())
        .contains("All is ripe.")
        .doesNotContain("Evil");
    assertThat(DocumentFormat.ofName("budget.xlsm")).contains(DocumentFormat.XLSX);
  }

  @Test
  void bombsAreRefusedForOneReason() throws Exception {
    String blank = "<text:p>" + "ripe ".repeat(2_000_000) + "</text:p>";
    byte[] bomb = OfficeFiles.openDocument("text", blank);

    assertThat(bomb.length).isLessThan(200_000);
    assertThat(OddFiles.read(DocumentFormat.ODT, bomb).refusal()).contains("longer than 4000000");
    byte[] part = with(files().get(DocumentFormat.DOCX), "word/document.xml", blank);
    assertThat(OddFiles.read(DocumentFormat.DOCX, part).refusal())
        .containsAnyOf("damaged", "longer than");
  }

  @Test
  void encryptedAndOldFilesAreNamed() throws Exception {
    String head = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1" + " ".repeat(600);
    String encrypted = head + "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

    assertThat(OddFiles.read(DocumentFormat.DOCX, head.getBytes(ISO_8859_1)).refusal())
        .contains("old Office file");
    assertThat(OddFiles.read(DocumentFormat.DOCX, encrypted.getBytes(ISO_8859_1)).refusal())
        .contains("needs a password");
  }

  @Test
  void mailsWithoutHeadersAreText() throws Exception {
    assertThat(mail("\nOnly a body, no headers.")).contains("Only a body");
    assertThat(mail("Hello Bob,\n\nhow are you?")).contains("how are you?");
    assertThat(mail("Subject: No body")).contains("Subject: No body");
    assertThat(mail("Subject: Lone ends\r\rThe body.")).contains("The body.");
  }

  @Test
  void mailsThatAreCutOffAreReadAsFarAsTheyGo() throws Exception {
    String head =
        "From: ann@example.org\nSubject: Cut\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=b\n\n";

    assertThat(mail(head + "--b\nContent-Type: text/plain\n\nThe first part.\n"))
        .contains("The first part.", "Subject: Cut");
    assertThat(
            mail(head + "--b\nContent-Type: text/plain\n\nThe first.\n--b\nContent-Type: applic"))
        .contains("The first.");
    assertThat(
            mail(
                head
                    + "--b\n\nText.\n--b\nContent-Type: application/pdf; name=a.pdf\n"
                    + "Content-Disposition: attachment; filename=a.pdf\n"
                    + "Content-Transfer-Encoding: base64\n\nJVBERi0xLjQK"))
        .contains("Text.", "a.pdf");
  }

  @Test
  void mailsWithinMailsAreRead() throws Exception {
    String inner =
        "From: bob@example.org\nSubject: Inner\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=i\n\n--i\n\nInner text.\n--i\n"
            + "Content-Type: text/csv; name=prices.csv\n"
            + "Content-Disposition: attachment; filename=prices.csv\n\nPears;3\n--i--\n";
    String outer =
        "From: ann@example.org\nSubject: Outer\nMIME-Version: 1.0\n"
            + "Content-Type: multipart/mixed; boundary=o\n\n--o\n\nOuter text.\n--o\n"
            + "Content-Type: message/rfc822\n\n"
            + inner
            + "\n--o--\n";

    assertThat(mail(outer)).contains("Outer text.", "Inner text.", "Pears");
  }

  @Test
  void subjectsInRawLetters() throws Exception {
    String mail = "From: ann@example.org\nSubject: Grüße aus Köln\n\nText.";

    assertThat(OddFiles.read(DocumentFormat.EMAIL, mail.getBytes(ISO_8859_1)).text())
        .contains("Subject: Grüße aus Köln");
    assertThat(OddFiles.read(DocumentFormat.EMAIL, mail.getBytes(UTF_8)).text())
        .contains("Subject: Grüße aus Köln");
  }

  private static String mail(String source) throws Exception {
    OddFiles.Read read = OddFiles.read(DocumentFormat.EMAIL, source);
    assertThat(read.refusal()).isNull();
    return read.text();
  }

  /** The archive with one more entry, or another content of one that it has. */
  private static byte[] with(byte[] archive, String name, String content) throws Exception {
    var out = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(archive));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        if (!each.getName().equals(name)) {
          String copy = new String(in.readAllBytes(), ISO_8859_1);
          String types = copy.replaceFirst("(<Types[^>]*>)", "$1" + BINARY);
          zip.putNextEntry(new ZipEntry(each.getName()));
          zip.write((each.getName().startsWith("[Content") ? types : copy).getBytes(ISO_8859_1));
        }
      }
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
    }
    return out.toByteArray();
  }
}
