package org.waybill.speech;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.waybill.json.Json;

/** Reads what a transcription server answers: {@code verbose_json}, {@code json} or plain text. */
final class TranscriptionReader {

  private TranscriptionReader() {}

  /**
   * What was spoken, with times of the whole recording. Without times of its own a text has those
   * of its part.
   *
   * @throws IOException if it cannot be understood
   */
  static List<Spoken> read(String contentType, String body, AudioPart part) throws IOException {
    if (!contentType.contains("json") && !body.strip().startsWith("{")) {
      return whole(body, part);
    }
    try {
      JsonObject answer = Json.read(body).asJsonObject();
      if (!(answer.get("text") instanceof JsonString) && !answer.containsKey("segments")) {
        throw new IOException("The transcription server's answer has neither text nor segments");
      }
      List<Spoken> spoken = new ArrayList<>();
      JsonValue segments = answer.get("segments");
      if (segments instanceof JsonArray timed) {
        for (JsonValue each : timed) {
          add(spoken, each.asJsonObject(), part);
        }
      }
      return spoken.isEmpty() ? whole(answer.getString("text", ""), part) : spoken;
    } catch (JsonException | ClassCastException e) {
      throw new IOException(
          "The transcription server's answer is not the JSON that was expected", e);
    }
  }

  private static List<Spoken> whole(String text, AudioPart part) {
    return text.isBlank() ? List.of() : List.of(new Spoken(part.begin(), part.end(), text.strip()));
  }

  private static void add(List<Spoken> spoken, JsonObject segment, AudioPart part) {
    String text = segment.getString("text", "").strip();
    if (!text.isEmpty()) {
      double start = time(segment, "start", part.begin() - part.offset(), part);
      double end = time(segment, "end", start - part.offset(), part);
      spoken.add(new Spoken(start, Math.max(start, end), text));
    }
  }

  /** Never outside of what was sent. */
  private static double time(JsonObject segment, String name, double standard, AudioPart part) {
    double seconds =
        segment.get(name) instanceof JsonNumber number ? number.doubleValue() : standard;
    double last = (part.to() - part.from()) / (double) WavAudio.RATE;
    return part.offset() + Math.max(0, Math.min(last, seconds));
  }
}
