package org.waybill.handlers.pipeline;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waybill.document.DocumentFormat;
import org.waybill.outbound.GetResult;
import org.waybill.text.CallerText;
import org.waybill.text.CutText;
import org.waybill.text.FileNames;

/**
 * Fetched content, with its media type and name.
 *
 * @param bytes text in UTF-8 with a mark, if a character set was named
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
    return CutText.begin(name, LONGEST_NAME);
  }

  private static String lastSegment(URI uri) {
    String path = uri.getPath() == null ? "" : uri.getPath();
    return FileNames.clean(path.substring(path.lastIndexOf('/') + 1))
        .replaceAll("[\"\\\\\\[\\]]", "");
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

  /**
   * What the server says of the characters counts before what the text says of itself, so the text
   * gets a mark; but not before a mark that it has, nor if it is not true.
   */
  private static byte[] utf8(String type, String declared, byte[] body) {
    boolean isText = type.startsWith("text/") || type.endsWith("xml");
    return isText && !isMarked(body)
        ? charset(declared).flatMap(charset -> marked(charset, body)).orElse(body)
        : body;
  }

  private static boolean isMarked(byte[] body) {
    int first = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
    return first == 0xFEFF || first == 0xFFFE || first == 0xEFBB;
  }

  private static Optional<byte[]> marked(Charset charset, byte[] body) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return Optional.of(("\ufeff" + text).getBytes(StandardCharsets.UTF_8));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
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
