package org.waybill.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.waybill.document.DocumentFormat;

/** PDFs that are not as they should be: the right text, or one plain reason. */
class OddPdfTest {

  private static final String[] ALL = {"First of all.", "Second to none.", "Third."};

  @Test
  void aCountThatLiesCostsNoPage() throws Exception {
    for (int declared : List.of(0, 1, 2, 4, 99, 2_000_000_000, -1, -7)) {
      assertThat(read(OddPdfs.of(OddPdfs.count(declared))).pages())
          .as("declared %d", declared)
          .hasSize(3)
          .satisfies(pages -> assertThat(String.join("", pages)).contains(ALL));
    }
    byte[] none =
        OddPdfs.of(document -> document.getPages().getCOSObject().removeItem(COSName.COUNT));
    byte[] text =
        OddPdfs.of(
            document ->
                document.getPages().getCOSObject().setItem(COSName.COUNT, new COSString("three")));
    assertThat(read(none).text()).contains(ALL);
    assertThat(read(text).text()).contains(ALL);
  }

  @Test
  void aLoopOfPagesEnds() throws Exception {
    assertThat(read(OddPdfs.of(OddPdfs::loop)).pages()).hasSize(3);
  }

  @Test
  void whatIsCutOffIsReadOrRefusedForOneReason() throws Exception {
    byte[] whole = Pdfs.of(Pdfs.corpus("handbook"));
    for (double share : List.of(0.01, 0.3, 0.6, 0.95, 0.999)) {
      OddFiles.Read read = read(OddPdfs.cut(whole, share));
      if (read.refusal() == null) {
        assertThat(read.text()).as("%s of it", share).contains("28 days of paid holiday");
      } else {
        assertThat(read.refusal())
            .as("%s of it", share)
            .matches("The document is damaged.*|.*no pages.");
      }
    }
    assertThat(read(OddPdfs.withoutTable(whole)).pages()).hasSize(24);
    assertThat(read(new byte[0]).refusal()).contains("damaged");
  }

  @Test
  void valuesOfFormsAreRead() throws Exception {
    List<String> pages = read(OddPdfs.of(OddPdfs::form)).pages();

    assertThat(pages.get(0)).contains("First of all.", "Customer: Ada Lovelace");
    assertThat(pages.get(1))
        .contains("Colour: Red, Green", "Agreed: Yes")
        .doesNotContain("Refused");
  }

  @Test
  void commentsAreReadWithTheirAuthor() throws Exception {
    assertThat(read(OddPdfs.of(OddPdfs::comment)).pages().get(1))
        .contains("Second to none.", "Comment (Bob): Is this still true?");
  }

  @Test
  void embeddedFilesAreNamed() throws Exception {
    assertThat(read(OddPdfs.of(OddPdfs::file)).notes())
        .containsExactly("Embedded file, not read: figures.xlsx");
  }

  @Test
  void pagesWithoutTextKeepTheirPlaces() throws Exception {
    byte[] blank = OddPdfs.of(List.of("One.", "", "Three."), document -> document.getPage(1));
    byte[] empty =
        OddPdfs.of(
            List.of("One.", "Two.", "Three."),
            document -> {
              PDPage second = document.getPage(1);
              second.getCOSObject().removeItem(COSName.CONTENTS);
              document.addPage(new PDPage());
            });

    assertThat(read(blank).pages()).hasSize(3).element(2).asString().contains("Three.");
    assertThat(read(blank).images()).containsExactly(2);
    assertThat(read(empty).pages()).hasSize(4).element(2).asString().contains("Three.");
    assertThat(PageText.withoutText(read(empty).pages(), 10)).containsExactly(2, 4);
  }

  @Test
  void turnedPagesAreReadInOrder() throws Exception {
    assertThat(read(OddPdfs.turned("One line, then another.", 6)).text().strip().split("\\R"))
        .hasSize(6)
        .allMatch(line -> line.strip().equals("One line, then another."));
  }

  @Test
  void tablesAreRowsWithCells() throws Exception {
    String text =
        read(OddPdfs.placed(
                List.of(
                    new OddPdfs.Word(50, 700, "Prices of the season, in full:"),
                    new OddPdfs.Word(50, 680, "Name"),
                    new OddPdfs.Word(200, 680, "Price"),
                    new OddPdfs.Word(50, 666, "Green pears"),
                    new OddPdfs.Word(200, 666, "3"),
                    new OddPdfs.Word(50, 640, "Signed"),
                    new OddPdfs.Word(400, 640, "Ann"),
                    new OddPdfs.Word(50, 620, "The end."))))
            .text();

    assertThat(text.lines().map(String::strip).filter(line -> !line.isEmpty()))
        .containsExactly(
            "Prices of the season, in full:",
            "Name | Price",
            "Green pears | 3",
            "Signed Ann",
            "The end.");
  }

  @Test
  void fontsThatMeetArePartedByTheGap() throws Exception {
    assertThat(read(OddPdfs.twoFonts("see", 2.2f, "info", 0.2f, "rmation")).text().strip())
        .isEqualTo("see information");
  }

  @Test
  void aDamagedPageIsNamed() throws Exception {
    byte[] odd =
        OddPdfs.of(
            document ->
                document.getPage(1).getCOSObject().setItem(COSName.RESOURCES, new COSString("x")));

    assertThat(read(odd).text())
        .satisfiesAnyOf(
            text -> assertThat(text).contains("First of all.", "Third."),
            text -> assertThat(text).contains("Page 2 is damaged."));
  }

  @Test
  void readingGoesOnAtAnyPage() throws Exception {
    java.util.Map<Integer, String> read = new java.util.TreeMap<>();
    java.nio.file.Path file = java.nio.file.Files.createTempFile("from-", ".pdf");
    java.nio.file.Files.write(file, OddPdfs.of(document -> {}));
    new PdfPages(
            new ReadingLimits(9, 9_000, 9_000, 500_000_000L, java.time.Duration.ofSeconds(30)),
            () -> false,
            false)
        .read(file, 3, (number, total, text) -> read.put(number, text));
    java.nio.file.Files.delete(file);

    assertThat(read).containsOnlyKeys(3);
    assertThat(read.get(3)).contains("Third.");
  }

  @Test
  void contentCountsMoreThanTheName() throws Exception {
    for (DocumentFormat said : DocumentFormat.values()) {
      assertThat(OddFiles.read(said, Pdfs.of(List.of("It is a PDF."))).text())
          .as(said.name())
          .contains("It is a PDF.");
    }
    try (PDDocument document = Loader.loadPDF(Pdfs.of(List.of("x")));
        var out = new ByteArrayOutputStream()) {
      document.save(out);
      assertThat(OddFiles.read(DocumentFormat.PDF, "<!DOCTYPE html><p>A page").text())
          .contains("A page");
    }
  }

  private static OddFiles.Read read(byte[] pdf) throws Exception {
    return OddFiles.read(DocumentFormat.PDF, pdf);
  }
}
