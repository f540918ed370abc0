package org.waybill.reading;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.waybill.config.Settings;

/** Tells how a file of a kind is read. */
@ApplicationScoped
public class Reading {

  /** The kinds there are, in words. */
  public static final String KINDS = "PDF, HTML, Markdown, plain text and subtitles (SRT, WebVTT)";

  private final Limits limits;

  /** For the container's proxy. */
  protected Reading() {
    this.limits = null;
  }

  @Inject
  public Reading(Settings settings) {
    this.limits = Limits.of(settings);
  }

  /**
   * The pages of a file.
   *
   * @param stopped whether the attempt should end; asked often
   * @throws UnreadableDocument if there is no way to read this kind
   */
  public Pages pages(String mediaType, BooleanSupplier stopped) {
    return switch (mediaType) {
      case "application/pdf" -> new PdfPages(limits, stopped);
      case "text/html", "application/xhtml+xml" -> new TextPages(limits, Markup::html);
      case "text/markdown" -> new TextPages(limits, Markup::markdown);
      case "text/plain" -> new TextPages(limits, text -> text);
      case "text/vtt", "application/x-subrip" -> new TextPages(limits, Subtitles::spoken);
      default ->
          throw new UnreadableDocument(
              "Files of type " + mediaType + " cannot be read; allowed: " + KINDS + ".");
    };
  }

  /** The most characters of a document. */
  public int longest() {
    return limits.characters();
  }
}
