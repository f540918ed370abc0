package org.waybill.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A file as it is sent.
 *
 * @param tag weak ETag, from the content
 */
record StaticFile(String type, String tag, byte[] plain, byte[] gzip) {

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "css", "text/css;charset=UTF-8",
          "svg", "image/svg+xml");

  /** The type by which a file of this name is sent; empty if such files are not served. */
  static Optional<String> typeOf(String name) {
    return Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
  }

  static StaticFile of(String type, byte[] content) {
    String hash = Base64.getUrlEncoder().encodeToString(ContentPolicy.sha256(content));
    return new StaticFile(type, "W/\"" + hash.substring(0, 22) + "\"", content, zipped(content));
  }

  private static byte[] zipped(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2);
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
    return out.toByteArray();
  }
}
