package org.waybill.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How text is recognised on scanned pages; listed with all {@link KnownSettings}. */
public final class OcrSettings {

  public static final Setting<String> COMMAND =
      Setting.text(
          "waybill.ocr.command",
          "tesseract",
          "Program that recognises text on scanned pages, called as Tesseract is; `none`, or a"
              + " program that is not there: scanned pages have no text.");
  public static final Setting<Optional<URI>> URL =
      new Setting<>(
          "waybill.ocr.url",
          "",
          "an http or https URL",
          "Service that recognises text instead: it gets each page as `image/png` by `POST` and"
              + " answers with its text (`text/plain`); unset: none.",
          text -> text.isEmpty() ? Optional.empty() : Optional.of(url(text)));
  public static final Setting<String> LANGUAGES =
      Setting.text(
          "waybill.ocr.languages",
          "eng",
          "Languages of scanned pages, as Tesseract names them, for instance `eng+deu`; also sent"
              + " to the service, as `Accept-Language`.");
  public static final Setting<Duration> PAGE_TIME =
      Setting.duration(
          "waybill.ocr.max-page-time",
          "1m",
          "100ms",
          "1h",
          "Maximum time for recognising the text of one page; beyond it the page has none.");

  private OcrSettings() {}

  private static URI url(String text) {
    URI url = URI.create(text);
    boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!isHttp || url.getHost() == null) {
      throw new IllegalArgumentException();
    }
    return url;
  }
}
