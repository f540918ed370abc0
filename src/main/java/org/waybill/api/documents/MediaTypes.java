package org.waybill.api.documents;

import java.util.Map;
import java.util.Optional;
import org.waybill.text.CallerText;

/** Media types of readable uploads: by file extension, otherwise as declared by the sender. */
final class MediaTypes {

  private static final Map<String, String> BY_ENDING =
      Map.of(
          "pdf", "application/pdf",
          "txt", "text/plain",
          "text", "text/plain",
          "md", "text/markdown",
          "markdown", "text/markdown",
          "html", "text/html",
          "htm", "text/html");

  static final String READABLE = "PDF, plain text, Markdown and HTML";

  private MediaTypes() {}

  static Optional<String> of(String fileName, String declared) {
    String ending = CallerText.lowerCase(fileName.substring(fileName.lastIndexOf('.') + 1));
    return Optional.ofNullable(BY_ENDING.get(ending))
        .or(() -> Optional.of(declared).filter(BY_ENDING::containsValue));
  }
}
