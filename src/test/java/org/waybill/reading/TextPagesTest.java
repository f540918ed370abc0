package org.waybill.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextPagesTest {

  private static final ReadingLimits LIMITS =
      new ReadingLimits(3, 100, 100, 1, Duration.ofSeconds(1));

  @TempDir private Path folder;

  @Test
  void partsPagesAtFormFeeds() throws Exception {
    assertThat(read("one\ftwo".getBytes(StandardCharsets.UTF_8))).containsExactly("one", "two");
  }

  @Test
  void readsTheEncodingsThatPeopleUse() throws Exception {
    assertThat(read("Grüße".getBytes(StandardCharsets.UTF_8))).containsExactly("Grüße");
    assertThat(read("\ufeffGrüße".getBytes(StandardCharsets.UTF_8))).containsExactly("Grüße");
    assertThat(read("Grüße".getBytes(StandardCharsets.UTF_16))).containsExactly("Grüße");
    assertThat(read("Grüße".getBytes(Charset.forName("windows-1252")))).containsExactly("Grüße");
  }

  @Test
  void tellsCharacterSetsWithoutMark() throws Exception {
    String russian = "Документ описывает порядок работы системы.";
    String japanese = "東京の天気は晴れです。大阪では雨です。";
    for (String charset : List.of("windows-1251", "KOI8-R", "UTF-16LE", "UTF-32BE", "UTF-8")) {
      assertThat(read(russian.getBytes(Charset.forName(charset)))).containsExactly(russian);
    }
    for (String charset : List.of("Shift_JIS", "EUC-JP", "UTF-8")) {
      assertThat(read(japanese.getBytes(Charset.forName(charset)))).containsExactly(japanese);
    }
    String chinese = "今天天气很好，我们去公园散步吧。";
    assertThat(read(chinese.getBytes(Charset.forName("GBK")))).containsExactly(chinese);
  }

  @Test
  void htmlIsReadAsItSaysItself() {
    String said = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><p>Привет</p>";
    String meta = "<meta http-equiv=x content=\"text/html; charset=windows-1252\"><p>Grüße</p>";

    assertThat(TextDecoder.ofHtml(said.getBytes(Charset.forName("windows-1251")))).isEqualTo(said);
    assertThat(TextDecoder.ofHtml(meta.getBytes(Charset.forName("windows-1252")))).isEqualTo(meta);
    assertThat(TextDecoder.ofHtml(("\ufeff" + meta).getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(meta);
    assertThat(TextDecoder.ofHtml("<meta charset=nonsense>ü".getBytes(StandardCharsets.UTF_8)))
        .contains("ü");
  }

  @Test
  void refusesWhatIsNoTextOrTooMuchOfIt() {
    assertThatThrownBy(() -> read(new byte[] {1, 0, 2})).hasMessage("The file is not text.");
    assertThatThrownBy(() -> read(new byte[401])).hasMessageContaining("longer than 100");
    assertThatThrownBy(() -> read("1\f2\f3\f4".getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("more than 3 pages");
  }

  @Test
  void takesTheMarkupOutOfHtml() throws Exception {
    String html =
        "<html><head><title>T</title><style>p{}</style></head><body><h1>Head</h1>"
            + "<p>One <b>bold</b>&nbsp;word</p><script>no()</script><p>Two<br>lines</body>";

    assertThat(
            new Chunker()
                .cut(read(html.getBytes(StandardCharsets.UTF_8), MarkupStripper::html).get(0)))
        .extracting(Chunker.Piece::text)
        .containsExactly("Head One bold word Two lines");
  }

  @Test
  void survivesHtmlThatIsNestedVeryDeeply() {
    assertThat(MarkupStripper.html("<div>".repeat(100_000) + "inside")).contains("inside");
  }

  @Test
  void takesTheMarkupOutOfMarkdown() {
    assertThat(
            new Chunker()
                .cut(
                    MarkupStripper.markdown(
                        "# Title\nSome **bold** `code` and a [link](http://x).\n- item")))
        .extracting(Chunker.Piece::text)
        .containsExactly("Title Some bold code and a link. • item");
  }

  private List<String> read(byte[] content) throws IOException, InterruptedException {
    return read(content, text -> text);
  }

  private List<String> read(byte[] content, UnaryOperator<String> toText)
      throws IOException, InterruptedException {
    List<String> pages = new ArrayList<>();
    Path file = Files.write(folder.resolve("text"), content);
    new TextPages(LIMITS, TextDecoder::decode, toText)
        .read(file, (number, total, text) -> pages.add(text));
    return pages;
  }
}
