package org.waybill.handlers.pipeline;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.document.DocumentFormat;
import org.waybill.outbound.GetResult;
import org.waybill.text.CallerText;

/**
 * Fetched content, with its media type and name.
 *
 * @param bytes text in UTF-8, if another character set was named
 */
record FetchedContent(String name, String mediaType, byte[] bytes) {

  private static final int LONGEST_NAME = 200;
  private static final Pattern CHARSET =
      Pattern.compile("charset=\"?([\\w.:+-]+)", Pattern.CASE_INSENSITIVE);

  static FetchedContent of(GetResult response) {
    String path = response.uri().getPath() == null ? "" : response.uri().getPath();
    String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[\\p{C}\"\\\\\\[\\]]", "");
    String declared = response.contentType().orElse("");
    String type = CallerText.lowerCase(declared.split(";", 2)[0].strip());
    String name = last.isBlank() ? response.uri().getHost() : last;
    return new FetchedContent(
        name.substring(0, Math.min(name.length(), LONGEST_NAME)),
        mediaType(type, last),
        utf8(type, declared, response.body()));
  }

  /** The file extension counts if the server sent no media type, or only a general one. */
  private static String mediaType(String declared, String fileName) {
    boolean vague =
        declared.isEmpty()
            || declared.equals("application/octet-stream")
            || declared.equals("text/plain");
    String standard = declared.isEmpty() ? "application/octet-stream" : declared;
    return (vague ? DocumentFormat.ofName(fileName) : Optional.<DocumentFormat>empty())
        .or(() -> DocumentFormat.ofMediaType(declared))
        .map(DocumentFormat::mediaType)
        .orElse(standard);
  }

  private static byte[] utf8(String type, String declared, byte[] body) {
    return type.startsWith("text/") || type.endsWith("xml")
        ? charset(declared)
            .filter(charset -> !charset.equals(StandardCharsets.UTF_8))
            .map(charset -> new String(body, charset).getBytes(StandardCharsets.UTF_8))
            .orElse(body)
        : body;
  }

  private static Optional<Charset> charset(String contentType) {
    Matcher named = CHARSET.matcher(contentType);
    try {
      return named.find() ? Optional.of(Charset.forName(named.group(1))) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
