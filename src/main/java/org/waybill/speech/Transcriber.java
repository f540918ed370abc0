package org.waybill.speech;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.waybill.config.Settings;
import org.waybill.config.TranscriberSettings;
import org.waybill.event.Publisher;

/** Has recordings of any length transcribed, in parts. */
@ApplicationScoped
public class Transcriber {

  private static final long MEGABYTE = 1_000_000;

  private final Settings settings;
  private final TranscriberConnection connection;
  private final Publisher publisher;

  /** For the container's proxy. */
  protected Transcriber() {
    this(null, null, null);
  }

  @Inject
  Transcriber(Settings settings, TranscriberConnection connection, Publisher publisher) {
    this.settings = settings;
    this.connection = connection;
    this.publisher = publisher;
  }

  /** Keeps results of work that is done once; later attempts get what was kept. */
  public interface Keeper {

    /** The cuts, in samples. */
    List<Long> cuts(Cuts work) throws Exception;

    /** The text of a part. */
    List<Spoken> part(int number, int of, Part work) throws Exception;
  }

  /** Finds the cuts. */
  @FunctionalInterface
  public interface Cuts {
    List<Long> find() throws IOException;
  }

  /** Has a part transcribed. */
  @FunctionalInterface
  public interface Part {
    List<Spoken> transcribe() throws IOException, TranscriberFailure, InterruptedException;
  }

  /**
   * The text of a WAV file as {@code Ffmpeg.extractSound} writes it.
   *
   * @param language its code, or null if the server is to find out
   * @throws TranscriberFailure if there is no server, or it does not take a part
   */
  public List<Spoken> transcribe(Path wav, String language, Keeper keeper) throws Exception {
    check();
    Map<String, String> fields = language == null ? Map.of() : Map.of("language", language);
    AudioCuts cuts =
        AudioCuts.of(
            settings.get(TranscriberSettings.MAX_SECONDS),
            settings.get(TranscriberSettings.MAX_MEGABYTES) * MEGABYTE);
    try (WavAudio audio = WavAudio.open(wav)) {
      List<AudioPart> parts = cuts.parts(keeper.cuts(() -> cuts.find(audio)));
      TranscriptMerger merger = new TranscriptMerger();
      for (AudioPart part : parts) {
        Part work = () -> transcribe(audio, part, fields);
        merger.add(part, keeper.part(part.number(), parts.size(), work));
      }
      return merger.all();
    }
  }

  /**
   * Whether there is a transcription server.
   *
   * @throws TranscriberFailure.Missing if there is none
   */
  public void check() throws TranscriberFailure.Missing {
    if (settings.get(TranscriberSettings.URL).isEmpty()) {
      throw new TranscriberFailure.Missing();
    }
  }

  private List<Spoken> transcribe(WavAudio audio, AudioPart part, Map<String, String> fields)
      throws IOException, TranscriberFailure, InterruptedException {
    double seconds = part.end() - part.begin();
    boolean completed = false;
    try {
      List<Spoken> spoken = connection.transcribe(audio, part, fields);
      completed = true;
      return spoken;
    } finally {
      publisher.publish(new PartTranscribed(completed ? "completed" : "failed", seconds));
    }
  }
}
