package org.waybill.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;
import org.waybill.text.CallerText;

/**
 * Tells in which character set a text is written: by its mark, by what it says itself, as UTF-8 if
 * it is that, and otherwise by how often its bytes occur in texts of languages.
 */
final class TextDecoder {

  private static final Charset UTF_32 = Charset.forName("UTF-32");
  private static final List<Charset> WIDE =
      List.of(
          Charset.forName("UTF-32LE"),
          Charset.forName("UTF-32BE"),
          StandardCharsets.UTF_16LE,
          StandardCharsets.UTF_16BE);
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** Of the bytes at the beginning: so many show which. */
  private static final int SAMPLE = 64 * 1024;

  /** In percent; short texts of few languages are guessed at. */
  private static final int SURE = 20;

  /** Where a page of HTML or an XML declaration says it. */
  private static final int HEAD = 4 * 1024;

  /** Those of any system mean the same. */
  private static final Pattern LINE_END = Pattern.compile("\\r\\n|[\\r\\u0085\\u2028\\u2029]");

  private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern META =
      Pattern.compile("(?i)<meta\\b[^>]*?charset\\s*=\\s*[\"']?\\s*([\\w.:-]{1,40})");
  private static final Pattern DECLARATION =
      Pattern.compile("\\A\\s*<\\?xml\\b[^>]*?encoding\\s*=\\s*[\"']\\s*([\\w.:-]{1,40})");

  private TextDecoder() {}

  /**
   * The text.
   *
   * @throws UnreadableDocument if it is none
   */
  static String decode(byte[] bytes) {
    return checked(marked(bytes).orElseGet(() -> unmarked(bytes)));
  }

  /** The same for HTML, which may say it. */
  static String ofHtml(byte[] bytes) {
    return checked(
        marked(bytes)
            .or(() -> declared(bytes).map(charset -> new String(bytes, charset)))
            .orElseGet(() -> unmarked(bytes)));
  }

  private static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new UnreadableDocument("The file is not text.");
    }
    return Headings.unmarked(LINE_END.matcher(text).replaceAll("\n"));
  }

  private static Optional<String> marked(byte[] bytes) {
    if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
      return Optional.of(new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8));
    }
    if (startsWith(bytes, 0, 0, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE, 0, 0)) {
      return Optional.of(new String(bytes, UTF_32));
    }
    return startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)
        ? Optional.of(new String(bytes, StandardCharsets.UTF_16))
        : Optional.empty();
  }

  /** By its {@code <meta>}, else by its XML declaration. */
  private static Optional<Charset> declared(byte[] bytes) {
    String head =
        COMMENT
            .matcher(
                new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1))
            .replaceAll("");
    return charset(META.matcher(head)).or(() -> charset(DECLARATION.matcher(head)));
  }

  private static Optional<Charset> charset(Matcher said) {
    try {
      // One that says UTF-16 in letters of one byte is none.
      return said.find() && !CallerText.lowerCase(said.group(1)).startsWith("utf-16")
          ? Optional.of(Charset.forName(said.group(1)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String unmarked(byte[] bytes) {
    Optional<Charset> wide = contains(bytes, 0) ? wide(bytes) : Optional.empty();
    if (wide.isPresent()) {
      return new String(bytes, wide.get());
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return new String(bytes, likely(bytes));
    }
  }

  /** UTF-16 and UTF-32 without a mark: that with most characters of ASCII, if all make sense. */
  private static Optional<Charset> wide(byte[] bytes) {
    byte[] sample = Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE) / 4 * 4);
    Charset best = null;
    long most = 0;
    for (Charset each : WIDE) {
      long ascii = asciiCharacters(sample, each);
      if (ascii > most) {
        best = each;
        most = ascii;
      }
    }
    return Optional.ofNullable(best);
  }

  /** 0 if this is no text in this character set. */
  private static long asciiCharacters(byte[] bytes, Charset charset) {
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.codePoints().allMatch(TextDecoder::isText)
          ? text.codePoints().filter(c -> c < 128).count()
          : 0;
    } catch (CharacterCodingException e) {
      return 0;
    }
  }

  private static boolean isText(int character) {
    int type = Character.getType(character);
    return type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE
        && type != Character.SURROGATE
        && (type != Character.CONTROL || CallerText.isSpace(character));
  }

  private static Charset likely(byte[] bytes) {
    try {
      CharsetDetector detector = new CharsetDetector();
      detector.setText(Arrays.copyOf(bytes, Math.min(bytes.length, SAMPLE)));
      CharsetMatch match = detector.detect();
      return match == null || match.getConfidence() < SURE ? WINDOWS : Charset.forName(name(match));
    } catch (NoClassDefFoundError | IllegalArgumentException e) {
      // In the server's own process the detector is not there.
      return WINDOWS;
    }
  }

  /** Windows' sets contain all characters of ISO's, and are what people mean. */
  private static String name(CharsetMatch match) {
    return switch (match.getName()) {
      case "ISO-8859-1", "ISO-8859-15" -> "windows-1252";
      case "ISO-8859-2" -> "windows-1250";
      case "ISO-8859-7" -> "windows-1253";
      case "ISO-8859-9" -> "windows-1254";
      default -> match.getName();
    };
  }

  private static boolean contains(byte[] bytes, int value) {
    for (byte each : bytes) {
      if (each == value) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
