package org.waybill.reading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waybill.document.DocumentFormat;

/** Through the reader process, as the product reads them. */
class OfficePagesTest {

  private static final ReadingLimits LIMITS =
      new ReadingLimits(100, 100_000, 50_000, 500_000_000L, Duration.ofSeconds(20));
  private static final ReaderPool READERS =
      new ReaderPool(
          new ReaderLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 256), ReaderCommand::of);
  private static final String[][] TABLE = {{"Name", "Price"}, {"Pears", "3"}};

  @TempDir private Path folder;

  @AfterAll
  static void stop() {
    READERS.close();
  }

  @Test
  void readsWordFilesWithHeadingsAndTables() throws Exception {
    String page =
        read(DocumentFormat.DOCX, OfficeFiles.docx("Fruit", "All is ripe.", TABLE)).get(0);

    assertThat(Headings.plain(page)).contains("Fruit", "All is ripe.", "Name | Price", "Pears | 3");
  }

  @Test
  void readsAPageForEachSheet() throws Exception {
    var sheets = new TreeMap<String, String[][]>();
    sheets.put("First", TABLE);
    sheets.put("Second", new String[][] {{"Total", "7"}});

    List<String> pages = read(DocumentFormat.XLSX, OfficeFiles.xlsx(sheets));

    assertThat(pages).hasSize(2);
    assertThat(pages.get(0)).contains(Headings.mark(1) + "First", "Name | Price", "Pears | 3");
    assertThat(pages.get(1)).contains("Second", "Total | 7");
  }

  @Test
  void readsAPageForEachSlide() throws Exception {
    List<String> pages = read(DocumentFormat.PPTX, OfficeFiles.pptx("Welcome all", "The end"));

    assertThat(pages).hasSize(2);
    assertThat(pages.get(0)).contains("Welcome all");
    assertThat(pages.get(1)).contains("The end");
  }

  @Test
  void readsOpenDocuments() throws Exception {
    String text =
        "<text:h text:outline-level=\"2\">Fruit</text:h><text:p>All is<text:s/>ripe.</text:p>";
    String sheet =
        "<table:table table:name=\"A\"><table:table-row><table:table-cell><text:p>Pears</text:p>"
            + "</table:table-cell><table:table-cell><text:p>3</text:p></table:table-cell>"
            + "</table:table-row></table:table>";

    assertThat(read(DocumentFormat.ODT, OfficeFiles.openDocument("text", text)).get(0))
        .contains("Fruit", "All is ripe.");
    assertThat(read(DocumentFormat.ODS, OfficeFiles.openDocument("spreadsheet", sheet)).get(0))
        .contains("Pears | 3");
  }

  @Test
  void readsEmailsWithWhatIsAttached() throws Exception {
    String word =
        Base64.getMimeEncoder().encodeToString(OfficeFiles.docx("Offer", "Ten pears.", TABLE));
    String mail =
        """
        From: Ann <ann@example.org>
        To: Bob <bob@example.org>
        Subject: =?UTF-8?Q?=C3=9Cbersicht?=
        Date: Mon, 5 Jan 2026 10:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: multipart/alternative; boundary=c

        --c
        Content-Type: text/plain; charset=ISO-8859-1
        Content-Transfer-Encoding: quoted-printable

        Gr=FC=DFe aus K=F6ln
        --c
        Content-Type: text/html; charset=utf-8

        <p>Gr&uuml;&szlig;e aus K&ouml;ln</p>
        --c--
        --b
        Content-Type: application/octet-stream; name=offer.docx
        Content-Disposition: attachment; filename=offer.docx
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
            .formatted(word)
            .replace("\n", "\r\n");

    String text = String.join("\n", read(DocumentFormat.EMAIL, mail.getBytes(UTF_8)));

    assertThat(text)
        .contains("From: Ann <ann@example.org>", "Subject: Übersicht", "offer.docx", "Ten pears.")
        .containsOnlyOnce("Grüße aus Köln");
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    byte[] whole = OfficeFiles.docx("Fruit", "All is ripe.", TABLE);

    for (DocumentFormat format :
        List.of(
            DocumentFormat.DOCX,
            DocumentFormat.XLSX,
            DocumentFormat.PPTX,
            DocumentFormat.ODT,
            DocumentFormat.ODS)) {
      for (byte[] broken :
          List.of(
              Arrays.copyOf(whole, whole.length / 2),
              "plain text".getBytes(UTF_8),
              new byte[] {'P', 'K', 3, 4})) {
        assertThatThrownBy(() -> read(format, broken))
            .as(format.name())
            .isInstanceOf(UnreadableDocument.class)
            .hasMessageContaining("damaged");
      }
    }
  }

  @Test
  void partsLongTextBetweenParagraphs() throws Exception {
    String paragraphs = "<text:p>%s</text:p>".formatted("All is ripe. ".repeat(20)).repeat(60);

    List<String> pages = read(DocumentFormat.ODT, OfficeFiles.openDocument("text", paragraphs));

    assertThat(pages).hasSizeBetween(4, 7).allMatch(page -> page.length() < 4_000);
  }

  private List<String> read(DocumentFormat format, byte[] content)
      throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("file"), content);
    List<String> pages = new ArrayList<>();
    var request = new ReaderRequest(format.mediaType(), file, 1, false, LIMITS);
    assertThat(READERS.read(request, (number, total, text) -> pages.add(text), () -> false))
        .isTrue();
    return pages;
  }
}
