package org.waybill.reading;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.waybill.text.CallerText;

/**
 * Headers of an e-mail in letters that no header may have: they are in whatever character set their
 * sender had, and parsers put a mark of replacement in the place of each.
 */
final class MailHead {

  private static final int LONGEST = 64_000;

  private MailHead() {}

  /** The value of a header as it was parsed, or as it is in the file if that was lossy. */
  static String whole(Path file, String name, String parsed) throws IOException {
    return parsed == null || parsed.indexOf('\ufffd') < 0 ? parsed : raw(file, name).orElse(parsed);
  }

  private static Optional<String> raw(Path file, String name) throws IOException {
    String head;
    try (InputStream in = Files.newInputStream(file)) {
      head = new String(in.readNBytes(LONGEST), StandardCharsets.ISO_8859_1);
    }
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    boolean inside = false;
    for (String line : head.split("\r\n|\r|\n", -1)) {
      if (line.isEmpty()) {
        break;
      }
      boolean goesOn = line.charAt(0) == ' ' || line.charAt(0) == '\t';
      inside = goesOn ? inside : begins(line, name);
      if (inside) {
        String part = goesOn ? line : line.substring(name.length() + 1);
        value.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return value.size() == 0
        ? Optional.empty()
        : Optional.of(TextDecoder.decode(value.toByteArray()).strip());
  }

  private static boolean begins(String line, String name) {
    return CallerText.lowerCase(line).startsWith(CallerText.lowerCase(name) + ":");
  }
}
