package org.waybill.media;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** MPEG-DASH (ISO/IEC 23009-1): recordings of one period. */
final class DashManifest {

  private DashManifest() {}

  /** A representation, with the address that its segments are relative to. */
  private record Source(DashRepresentation representation, boolean picture) {

    StreamChoice choice(Source sound) {
      return new StreamChoice(
          picture ? representation.height() + "p" : StreamChoices.AUDIO_ONLY,
          picture ? representation.height() : 0,
          representation.bandwidth(),
          playlists -> representation.pieces(),
          sound == null ? null : playlists -> sound.representation().pieces());
    }
  }

  /** The streams of a manifest: each picture with the best sound, and the sound alone. */
  static StreamChoices read(URI uri, String text) throws UnusableMedia {
    Element root = parse(text);
    if (root.getAttribute("type").equals("dynamic")) {
      throw new UnusableMedia(UnusableMedia.INVALID, "the stream is live");
    }
    List<Element> periods = DashRepresentation.children(root, "Period");
    if (periods.size() != 1) {
      throw new UnusableMedia(
          UnusableMedia.INVALID, "the manifest has " + periods.size() + " periods; allowed: one");
    }
    Element period = periods.get(0);
    Duration length =
        duration(period.getAttribute("duration"))
            .or(() -> duration(root.getAttribute("mediaPresentationDuration")))
            .orElse(Duration.ZERO);
    List<Source> sources = new ArrayList<>();
    for (Element set : DashRepresentation.children(period, "AdaptationSet")) {
      for (Element each : DashRepresentation.children(set, "Representation")) {
        add(sources, new DashRepresentation(uri, List.of(root, period, set, each), length));
      }
    }
    return choices(sources);
  }

  private static void add(List<Source> sources, DashRepresentation representation)
      throws UnusableMedia {
    String type = representation.type();
    if (!type.startsWith("video") && !type.startsWith("audio")) {
      return;
    }
    if (representation.isEncrypted()) {
      throw new UnusableMedia(UnusableMedia.ENCRYPTED, "the stream is encrypted");
    }
    sources.add(new Source(representation, type.startsWith("video")));
  }

  private static StreamChoices choices(List<Source> sources) {
    Optional<Source> sound =
        sources.stream()
            .filter(each -> !each.picture())
            .max(Comparator.comparingLong(each -> each.representation().bandwidth()));
    List<StreamChoice> choices = new ArrayList<>();
    for (Source source : sources) {
      choices.add(source.choice(source.picture() ? sound.orElse(null) : null));
    }
    return new StreamChoices(choices);
  }

  private static Element parse(String text) throws UnusableMedia {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      Element root = builder.parse(new InputSource(new StringReader(text))).getDocumentElement();
      if (!root.getLocalName().equals("MPD")) {
        throw invalid();
      }
      return root;
    } catch (SAXException | IOException e) {
      throw invalid();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every JDK can read XML without DTDs", e);
    }
  }

  private static Optional<Duration> duration(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  static UnusableMedia invalid() {
    return new UnusableMedia(UnusableMedia.INVALID, "the manifest is not a valid DASH manifest");
  }
}
