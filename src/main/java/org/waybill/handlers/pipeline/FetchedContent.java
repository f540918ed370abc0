package org.waybill.handlers.pipeline;

import java.net.URI;
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
    String declared = response.contentType().orElse("");
    String type = type(declared);
    return new FetchedContent(
        name(response.uri()),
        mediaType(type, lastSegment(response.uri())),
        utf8(type, declared, response.body()));
  }

  /** The last segment of the path; without one, the host. */
  static String name(URI uri) {
    String last = lastSegment(uri);
    String name = last.isBlank() ? uri.getHost() : last;
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private static String lastSegment(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return path.substring(path.lastIndexOf('/') + 1).replaceAll("[\\p{C}\"\\\\\\[\\]]", "");
  }

  /** A media type without its parameters, in lower case. */
  static String type(String contentType) {
    return CallerText.lowerCase(contentType.split(";", 2)[0].strip());
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
