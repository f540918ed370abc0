package org.waybill.media;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * One representation of a DASH manifest.
 *
 * @param path the elements around it, from the outermost, and itself
 * @param length of the recording
 */
record DashRepresentation(URI manifest, List<Element> path, Duration length) {

  static final int MOST_SEGMENTS = 20_000;

  private static final Pattern VARIABLE =
      Pattern.compile("\\$(RepresentationID|Number|Time|Bandwidth)?(?:%0([1-9]\\d?)d)?\\$");

  /** The media type, or at least what it begins with. */
  String type() {
    return attribute("mimeType").or(() -> attribute("contentType")).orElse("");
  }

  int height() {
    return (int) Math.min(number("height", 0), Integer.MAX_VALUE);
  }

  long bandwidth() {
    return number("bandwidth", 0);
  }

  boolean isEncrypted() {
    return path.stream().anyMatch(each -> !children(each, "ContentProtection").isEmpty());
  }

  /** Its segments, after the initialisation. */
  List<Piece> pieces() throws UnusableMedia {
    Optional<Element> template = child("SegmentTemplate");
    if (template.isPresent()) {
      return ofTemplate(template.get());
    }
    Optional<Element> list = child("SegmentList");
    if (list.isPresent()) {
      return ofList(list.get());
    }
    return List.of(Piece.whole(base()));
  }

  private List<Piece> ofList(Element list) throws UnusableMedia {
    List<Piece> pieces = new ArrayList<>();
    for (Element initialization : children(list, "Initialization")) {
      pieces.add(piece(initialization, "sourceURL", "range"));
    }
    for (Element segment : children(list, "SegmentURL")) {
      pieces.add(piece(segment, "media", "mediaRange"));
    }
    return pieces;
  }

  private Piece piece(Element element, String address, String range) throws UnusableMedia {
    URI uri = HlsManifest.resolve(base(), element.getAttribute(address));
    Matcher bytes = Pattern.compile("(\\d{1,18})-(\\d{1,18})").matcher(element.getAttribute(range));
    if (!bytes.matches()) {
      return Piece.whole(uri);
    }
    long from = Long.parseLong(bytes.group(1));
    return new Piece(uri, from, Long.parseLong(bytes.group(2)) - from + 1);
  }

  private List<Piece> ofTemplate(Element template) throws UnusableMedia {
    List<Piece> pieces = new ArrayList<>();
    if (template.hasAttribute("initialization")) {
      pieces.add(filled(template.getAttribute("initialization"), 0, 0));
    }
    String media = template.getAttribute("media");
    long number = number(template, "startNumber", 1);
    List<Element> timelines = children(template, "SegmentTimeline");
    if (timelines.isEmpty()) {
      double seconds = number(template, "duration", 0) / (double) number(template, "timescale", 1);
      long count = seconds > 0 ? (long) Math.ceil(length.toMillis() / 1_000.0 / seconds) : 0;
      for (long i = 0; i < bounded(count); i++) {
        pieces.add(filled(media, number + i, 0));
      }
      return pieces;
    }
    long time = 0;
    for (Element run : children(timelines.get(0), "S")) {
      time = number(run, "t", time);
      long repeated = number(run, "r", 0);
      if (repeated < 0) {
        throw DashManifest.invalid();
      }
      bounded(pieces.size() + repeated);
      for (long i = 0; i <= repeated; i++) {
        pieces.add(filled(media, number++, time));
        time += number(run, "d", 0);
      }
    }
    return pieces;
  }

  private static long bounded(long count) throws UnusableMedia {
    if (count > MOST_SEGMENTS) {
      throw new UnusableMedia(
          UnusableMedia.TOO_LARGE, "the stream has more than " + MOST_SEGMENTS + " segments");
    }
    return count;
  }

  private Piece filled(String pattern, long number, long time) throws UnusableMedia {
    String text =
        VARIABLE
            .matcher(pattern)
            .replaceAll(match -> Matcher.quoteReplacement(value(match, number, time)));
    return Piece.whole(HlsManifest.resolve(base(), text));
  }

  private String value(java.util.regex.MatchResult match, long number, long time) {
    String name = match.group(1) == null ? "" : match.group(1);
    String format = match.group(2) == null ? "%d" : "%0" + match.group(2) + "d";
    return switch (name) {
      case "RepresentationID" -> attribute("id").orElse("");
      case "Number" -> format.formatted(number);
      case "Time" -> format.formatted(time);
      case "Bandwidth" -> format.formatted(bandwidth());
      default -> "$";
    };
  }

  private URI base() throws UnusableMedia {
    URI base = manifest;
    for (Element each : path) {
      List<Element> bases = children(each, "BaseURL");
      if (!bases.isEmpty()) {
        base = HlsManifest.resolve(base, bases.get(0).getTextContent().strip());
      }
    }
    return base;
  }

  /** Of itself or of what is around it, the innermost counts. */
  private Optional<String> attribute(String name) {
    for (int i = path.size() - 1; i >= 0; i--) {
      if (path.get(i).hasAttribute(name)) {
        return Optional.of(path.get(i).getAttribute(name));
      }
    }
    return Optional.empty();
  }

  private Optional<Element> child(String name) {
    for (int i = path.size() - 1; i >= 0; i--) {
      List<Element> found = children(path.get(i), name);
      if (!found.isEmpty()) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  private long number(String name, long standard) {
    return attribute(name).map(text -> parsed(text, standard)).orElse(standard);
  }

  private static long number(Element of, String name, long standard) {
    return of.hasAttribute(name) ? parsed(of.getAttribute(name), standard) : standard;
  }

  private static long parsed(String text, long standard) {
    return text.matches("-?\\d{1,15}") ? Long.parseLong(text) : standard;
  }

  static List<Element> children(Element of, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && name.equals(element.getLocalName())) {
        found.add(element);
      }
    }
    return found;
  }
}
