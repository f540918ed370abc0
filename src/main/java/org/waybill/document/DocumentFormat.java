package org.waybill.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.waybill.text.CallerText;

/** The kinds of files that can be read: by uploads, pipelines, tools and chats alike. */
public enum DocumentFormat {
  PDF("PDF", List.of("application/pdf", "application/x-pdf"), "pdf"),
  TEXT("plain text", List.of("text/plain"), "txt", "text", "log"),
  MARKDOWN("Markdown", List.of("text/markdown", "text/x-markdown"), "md", "markdown"),
  HTML("HTML", List.of("text/html", "application/xhtml+xml"), "html", "htm", "xhtml"),
  DOCX(
      "Word (docx)",
      List.of("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
      "docx",
      "docm"),
  XLSX(
      "Excel (xlsx)",
      List.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
      "xlsx",
      "xlsm"),
  PPTX(
      "PowerPoint (pptx)",
      List.of("application/vnd.openxmlformats-officedocument.presentationml.presentation"),
      "pptx",
      "pptm"),
  ODT("OpenDocument text (odt)", List.of("application/vnd.oasis.opendocument.text"), "odt"),
  ODS(
      "OpenDocument spreadsheet (ods)",
      List.of("application/vnd.oasis.opendocument.spreadsheet"),
      "ods"),
  CSV("CSV", List.of("text/csv", "application/csv", "text/tab-separated-values"), "csv", "tsv"),
  EMAIL("e-mail (eml)", List.of("message/rfc822"), "eml"),
  JSON("JSON", List.of("application/json"), "json"),
  SRT("subtitles (SRT)", List.of("application/x-subrip", "text/srt"), "srt"),
  VTT("subtitles (WebVTT)", List.of("text/vtt"), "vtt"),
  PNG("images (PNG)", List.of("image/png"), "png"),
  JPEG("images (JPEG)", List.of("image/jpeg", "image/jpg"), "jpg", "jpeg"),
  TIFF("images (TIFF)", List.of("image/tiff"), "tif", "tiff");

  private final String shownAs;
  private final List<String> mediaTypes;
  private final List<String> endings;

  DocumentFormat(String shownAs, List<String> mediaTypes, String... endings) {
    this.shownAs = shownAs;
    this.mediaTypes = mediaTypes;
    this.endings = List.of(endings);
  }

  /** For messages. */
  public String shownAs() {
    return shownAs;
  }

  /** The media type under which files of this kind are stored. */
  public String mediaType() {
    return mediaTypes.get(0);
  }

  /** Whether such files are text, with or without markup. */
  public boolean isText() {
    return switch (this) {
      case TEXT, MARKDOWN, HTML, CSV, EMAIL, JSON, SRT, VTT -> true;
      case PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TIFF -> false;
    };
  }

  /** By a media type without parameters. */
  public static Optional<DocumentFormat> ofMediaType(String type) {
    String lower = CallerText.lowerCase(type.strip());
    return Arrays.stream(values()).filter(each -> each.mediaTypes.contains(lower)).findFirst();
  }

  /** By the ending of a file's name. */
  public static Optional<DocumentFormat> ofName(String fileName) {
    String ending = CallerText.lowerCase(fileName.substring(fileName.lastIndexOf('.') + 1));
    return Arrays.stream(values()).filter(each -> each.endings.contains(ending)).findFirst();
  }

  /** All of them, for messages. */
  public static String names() {
    String all =
        Arrays.stream(values()).map(each -> each.shownAs).collect(Collectors.joining(", "));
    int last = all.lastIndexOf(", ");
    return all.substring(0, last) + " and " + all.substring(last + 2);
  }
}
