package org.waybill.reading;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.waybill.document.DocumentFormat;

/** Text files of any kind that are not as they should be. */
class OddTextTest {

  private static final List<DocumentFormat> PLAIN =
      List.of(
          DocumentFormat.TEXT,
          DocumentFormat.MARKDOWN,
          DocumentFormat.HTML,
          DocumentFormat.CSV,
          DocumentFormat.JSON);

  @Test
  void lineEndsOfAnySystemMeanTheSame() throws Exception {
    Map<DocumentFormat, String> sources =
        Map.of(
            DocumentFormat.TEXT, "One.\n\nTwo.\nThree.",
            DocumentFormat.MARKDOWN, "# One\n\nTwo *words*.\n\n- Three\n- Four\n",
            DocumentFormat.HTML, "<p>One</p>\n<p>Two</p>\n",
            DocumentFormat.CSV, "a;b\n1;\"two\nlines\"\n3;4\n",
            DocumentFormat.JSON, "{\"a\":\n1}",
            DocumentFormat.SRT,
                "1\n00:00:01,0 --> 00:00:02,0\nHello.\n\n2\n00:00:03,0 --> 00:00:04,0\nBye.",
            DocumentFormat.VTT,
                "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n\n00:03.000 --> 00:04.000\nBye.\n");
    for (Map.Entry<DocumentFormat, String> each : sources.entrySet()) {
      String expected = read(each.getKey(), each.getValue());
      assertThat(expected).isNotBlank();
      for (String end : List.of("\r\n", "\r", "\u0085", "\u2028")) {
        assertThat(read(each.getKey(), each.getValue().replace("\n", end)))
            .as("%s with U+%04X", each.getKey(), (int) end.charAt(0))
            .isEqualTo(expected);
      }
      assertThat(read(each.getKey(), "\ufeff" + each.getValue())).isEqualTo(expected);
    }
    assertThat(read(DocumentFormat.TEXT, "a\r\nb\rc\nd")).isEqualTo("a\nb\nc\nd");
  }

  @Test
  void charactersAreRecognisedInAnyKind() throws Exception {
    String text = "Документ описывает порядок работы системы и её настройки.";
    for (DocumentFormat format : PLAIN) {
      for (String charset :
          List.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "KOI8-R", "windows-1251")) {
        assertThat(OddFiles.read(format, text.getBytes(Charset.forName(charset))).text())
            .as("%s in %s", format, charset)
            .contains(text);
      }
    }
    byte[] cut = "Größe und Maß".getBytes(UTF_8);
    assertThat(
            OddFiles.read(DocumentFormat.TEXT, java.util.Arrays.copyOf(cut, cut.length - 1)).text())
        .contains("Größe und Ma");
  }

  @Test
  void emptyFilesAndThoseOfSpaceHaveNoText() throws Exception {
    for (DocumentFormat format : PLAIN) {
      for (String content : List.of("", " ", "\n\n", "\ufeff", "\u200b")) {
        OddFiles.Read read = OddFiles.read(format, content);
        assertThat(read.refusal()).as("%s", format).isNull();
        assertThat(new Chunker().cut(String.join("\n", read.pages()))).as("%s", format).isEmpty();
      }
    }
  }

  @Test
  void aHugeLineIsRead() throws Exception {
    String words = "word ".repeat(200_000);
    for (DocumentFormat format : PLAIN) {
      OddFiles.Read read = OddFiles.read(format, words + "end");
      assertThat(read.text()).as("%s", format).contains("end");
      assertThat(new Chunker().cut(String.join("\n", read.pages())))
          .as("%s", format)
          .hasSizeGreaterThan(1_000)
          .allMatch(piece -> piece.text().length() <= 700);
    }
    assertThat(new Chunker().cut(read(DocumentFormat.TEXT, "x".repeat(1_000_000))))
        .allMatch(piece -> piece.text().length() <= 700);
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    byte[] noise = new byte[5_000];
    new java.util.Random(1).nextBytes(noise);
    noise[0] = 'M';
    for (DocumentFormat format : PLAIN) {
      assertThat(OddFiles.read(format, noise).refusal()).as("%s", format).contains("is not text");
    }
    byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0};
    assertThat(OddFiles.read(DocumentFormat.CSV, zip).refusal()).contains("archive");
    byte[] old = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1".getBytes(ISO_8859_1);
    assertThat(OddFiles.read(DocumentFormat.TEXT, old).refusal()).contains("old Office file");
  }

  @Test
  void sourcesOfTheCharacterSetCountInOrder() throws Exception {
    String meta = "<meta charset=windows-1251>";
    String declaration = "<?xml version=\"1.0\" encoding=\"windows-1252\"?>";
    byte[] both = (declaration + meta + "<p>Привет</p>").getBytes(Charset.forName("windows-1251"));
    byte[] second = (declaration + "<p>Grüße</p>").getBytes(Charset.forName("windows-1252"));
    byte[] marked = ("\ufeff" + declaration + meta + "<p>Grüße</p>").getBytes(UTF_8);
    byte[] comment = ("<!-- " + meta + " --><meta charset=utf-8><p>Grüße</p>").getBytes(UTF_8);
    byte[] wide = ("\ufeff" + meta + "<p>Grüße</p>").getBytes(Charset.forName("UTF-16LE"));
    byte[] wrong = ("<meta charset=utf-16><p>Grüße</p>").getBytes(UTF_8);

    assertThat(OddFiles.read(DocumentFormat.HTML, both).text()).contains("Привет");
    for (byte[] each : List.of(second, marked, comment, wide, wrong)) {
      assertThat(OddFiles.read(DocumentFormat.HTML, each).text()).contains("Grüße");
    }
  }

  @Test
  void tablesOfHtmlAreRowsWithCells() throws Exception {
    String table = "<table><tr><th>Name<th>Price<tr><td>Pears<td>3</table><p>Done<p><img alt=x>";

    assertThat(read(DocumentFormat.HTML, table)).contains("Name | Price", "Pears | 3", "Done");
  }

  @Test
  void frontMatterGivesTheTitleAlone() throws Exception {
    String text =
        "---\ntitle: \"Care of pears\"\ntags: [fruit]\n---\n\nWater them.\n\n---\n\nDaily.";
    OddFiles.Read read = OddFiles.read(DocumentFormat.MARKDOWN, text);

    assertThat(read.text())
        .contains("Care of pears", "Water them.", "Daily.")
        .doesNotContain("tags");
    assertThat(new Chunker().cut(read.pages().get(0)))
        .allMatch(piece -> piece.heading().equals("Care of pears"));
    assertThat(read(DocumentFormat.MARKDOWN, "+++\ntitle = 'Pears'\n+++\nText."))
        .contains("Pears", "Text.")
        .doesNotContain("title");
    assertThat(read(DocumentFormat.MARKDOWN, "---\n\nA line above.\n\n---\nText."))
        .contains("A line above.");
    assertThat(read(DocumentFormat.MARKDOWN, "---\ntitle: never ends\n\nText.")).contains("Text.");
  }

  @Test
  void anySeparatorPartsCells() throws Exception {
    assertThat(read(DocumentFormat.CSV, "a;b\n1;2")).contains("a | b", "1 | 2");
    assertThat(read(DocumentFormat.CSV, "a\tb\n1\t2,5")).contains("a | b", "1 | 2,5");
    assertThat(read(DocumentFormat.CSV, "sep=;\na;b\n1,5;2"))
        .contains("a | b", "1,5 | 2")
        .doesNotContain("sep");
    assertThat(read(DocumentFormat.CSV, "\"a;b;c;d\",e\n\"1\",2")).contains("a;b;c;d | e", "1 | 2");
    assertThat(read(DocumentFormat.CSV, "a,b\n\"two\r\nlines\",\"say \"\"x\"\"\"\n"))
        .contains("two lines | say \"x\"");
    assertThat(read(DocumentFormat.CSV, "a,b\n\"never,closed\n3,4")).contains("never,closed");
    assertThat(read(DocumentFormat.CSV, "a,\"b\"c\",d\n1,2")).contains("1");
  }

  @Test
  void jsonNeedNotBeValid() throws Exception {
    assertThat(read(DocumentFormat.JSON, "{\"city\":\"K\\u00f6ln\",\"url\":\"a\\/b\""))
        .contains("Köln");
    assertThat(read(DocumentFormat.JSON, "[".repeat(100_000) + "\"deep\"")).contains("deep");
    assertThat(read(DocumentFormat.JSON, "{\"a\":1}{\"b\":2}\n{\"c\\u00")).contains("b");
  }

  @Test
  void subtitlesAreReadAsTheyAre() throws Exception {
    String overlapping =
        "1\r\n00:00:01,000 --> 00:00:04,000\r\nHello\r\n\r\n2\r\n00:00:02,000 --> 00:00:05,000\r\nHello\r\nworld.";

    assertThat(read(DocumentFormat.SRT, overlapping)).isEqualTo("Hello world.");
    assertThat(
            read(
                DocumentFormat.VTT,
                "\ufeffWEBVTT - Talk\n\nNOTE by Ann\n\nid\n00:01.000 --> 00:02.000 align:start\n<v Ann>Hi &amp; bye"))
        .isEqualTo("Hi & bye");
    assertThat(OddFiles.read(DocumentFormat.SRT, "").text()).isEmpty();
    assertThat(read(DocumentFormat.SRT, "1\n00:00:01,000 --> 00:0")).isNotNull();
  }

  @Test
  void whatCannotBeSeenIsNotInPassagesButJoinersAre() throws Exception {
    String said =
        "Soft\u00adware, zero\u200bwidth and \ufeffmarks; می\u200cخواهم क्\u200dष 👩\u200d👧 fi\ufb01.";
    List<Chunker.Piece> pieces =
        new Chunker().cut(read(DocumentFormat.TEXT, said + "\nhyphen\u00ad\nated"));

    assertThat(pieces.get(0).text())
        .contains(
            "Software, zerowidth and marks",
            "می\u200cخواهم",
            "क्\u200dष",
            "👩\u200d👧",
            "\ufb01",
            "hyphenated");
    assertThat(org.waybill.text.SearchWords.of(pieces.get(0).text()))
        .contains("software", "zerowidth", "fifi")
        .noneMatch(word -> word.chars().anyMatch(c -> c == 0x200c || c == 0x00ad));
  }

  private static String read(DocumentFormat format, String content) throws Exception {
    OddFiles.Read read = OddFiles.read(format, content);
    assertThat(read.refusal()).isNull();
    return read.text();
  }
}
