package org.waybill.a2a;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import org.waybill.text.CutText;

/** The text of parts, messages and artifacts, in both versions. */
final class PeerText {

  private static final int LONGEST = 200_000;

  private PeerText() {}

  /** Of a message or an artifact: pieces that belong together may be parts of their own. */
  static String of(JsonObject holder) {
    StringBuilder text = new StringBuilder();
    boolean isPlain = true;
    for (JsonObject part : PeerJson.objects(holder, "parts")) {
      boolean plain = part.get("text") instanceof JsonString;
      // Pieces of a streamed text follow each other as they are.
      text.append(text.length() == 0 || isPlain && plain ? "" : "\n").append(part(part));
      isPlain = plain;
    }
    return text.toString().replace("\0", "");
  }

  private static String part(JsonObject part) {
    if (part.get("text") instanceof JsonString text) {
      return text.getString();
    }
    if (part.containsKey("data")) {
      return part.get("data").toString();
    }
    JsonObject file = PeerJson.object(part, "file");
    String name = PeerJson.text(part, "filename", PeerJson.text(file, "name", "without a name"));
    return "[file left out: " + name + "]";
  }

  static String of(List<JsonObject> artifacts) {
    StringBuilder text = new StringBuilder();
    for (JsonObject artifact : artifacts) {
      String piece = of(artifact);
      text.append(text.length() == 0 || piece.isEmpty() ? "" : "\n\n").append(piece);
    }
    return text.toString();
  }

  /** Not endless. */
  static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : CutText.begin(text, LONGEST) + "\n[cut: the result has " + text.length() + " characters]";
  }
}
