package org.waybill.reading;

import java.util.List;
import org.waybill.config.OcrSettings;
import org.waybill.text.CutText;
import org.waybill.text.NumberRanges;

/** The document cannot be read, so a retry would not help. The message is shown to its owner. */
public class UnreadableDocument extends RuntimeException {

  /** The code of reasons: it is damaged, encrypted, too long, or of no kind that can be read. */
  public static final String UNREADABLE = "unreadable_document";

  /** The code of the reason that its pages are images, and nothing recognises their text. */
  public static final String NEEDS_OCR = "needs_ocr";

  private static final int LONGEST = 1_000;
  private static final long serialVersionUID = 1L;

  private final String code;

  public UnreadableDocument(String reason) {
    this(UNREADABLE, reason, null);
  }

  UnreadableDocument(String reason, Throwable cause) {
    this(UNREADABLE, reason, cause);
  }

  private UnreadableDocument(String code, String reason, Throwable cause) {
    super(reason, cause);
    this.code = code;
  }

  /** The code of the reason. */
  public String code() {
    return code;
  }

  /**
   * None of its pages has text.
   *
   * @param scanned the numbers of those that are images which nothing has read
   * @param notes why the text of others could not be recognised
   */
  static UnreadableDocument withoutText(List<Integer> scanned, List<String> notes) {
    if (scanned.isEmpty()) {
      String reasons = notes.isEmpty() ? "" : " " + String.join(" ", notes);
      return new UnreadableDocument("The document has no text." + CutText.of(reasons, LONGEST));
    }
    return new UnreadableDocument(
        NEEDS_OCR,
        "The document has no text: %s would need character recognition, which is not set up (%s)."
            .formatted(NumberRanges.ofPages(scanned), OcrSettings.COMMAND.env()),
        null);
  }
}
