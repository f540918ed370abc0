package org.waybill.handlers.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.waybill.outbound.GetResult;

class FetchedContentTest {

  private static FetchedContent of(String url, String type, byte[] body) {
    Map<String, String> headers = type == null ? Map.of() : Map.of("content-type", type);
    return FetchedContent.of(new GetResult(URI.create(url), 200, headers, body));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, text/html; charset=utf-8, text/html, x",
    "https://a.example/talk.srt, text/plain, application/x-subrip, talk.srt",
    "https://a.example/talk.vtt?x=1, application/octet-stream, text/vtt, talk.vtt",
    "https://a.example/notes.md, text/plain;charset=UTF-8, text/markdown, notes.md",
    "https://a.example/paper.pdf, , application/pdf, paper.pdf",
    "https://a.example/page.pdf, text/html, text/html, page.pdf",
    "https://a.example/, TEXT/HTML, text/html, a.example",
    "https://a.example/blob, , application/octet-stream, blob",
    "https://a.example/s, text/srt, application/x-subrip, s"
  })
  void kindAndNameAreTold(String url, String said, String mediaType, String name) {
    FetchedContent fetchedContent = of(url, said, new byte[] {1});

    assertThat(fetchedContent.mediaType()).isEqualTo(mediaType);
    assertThat(fetchedContent.name()).isEqualTo(name);
  }

  @Test
  void textInAnotherCharacterSetBecomesUtf8() {
    byte[] greek = "Καλημέρα".getBytes(java.nio.charset.Charset.forName("ISO-8859-7"));

    assertThat(of("https://a.example/x", "text/plain; charset=iso-8859-7", greek).bytes())
        .isEqualTo("\ufeffΚαλημέρα".getBytes(StandardCharsets.UTF_8));
    assertThat(of("https://a.example/x", "text/plain; charset=nonsense", greek).bytes())
        .isEqualTo(greek);
  }

  @Test
  void aMarkOfTheTextCountsBeforeWhatTheServerSays() {
    byte[] marked = "\ufeffКот".getBytes(StandardCharsets.UTF_16LE);
    byte[] greek = "Καλημέρα".getBytes(java.nio.charset.Charset.forName("ISO-8859-7"));

    assertThat(of("https://a.example/x", "text/html; charset=utf-8", marked).bytes())
        .isEqualTo(marked);
    assertThat(of("https://a.example/x", "text/html; charset=utf-8", greek).bytes())
        .as("not in the character set that the server says")
        .isEqualTo(greek);
  }

  @Test
  void aLongTextIsCutAtItsParagraphsOrSentences() {
    assertThat(SummariseStep.parts("one two", 10)).containsExactly("one two");
    assertThat(SummariseStep.parts("First part.\n\nSecond part.", 16))
        .containsExactly("First part.", "Second part.");
    assertThat(SummariseStep.parts("First one. Second one. ", 14))
        .containsExactly("First one.", "Second one.");
    assertThat(SummariseStep.parts("x".repeat(1_000), 10))
        .hasSize(50)
        .allMatch(p -> p.length() <= 10);
  }
}
