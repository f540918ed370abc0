package org.waybill.observe;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.speech.PartTranscribed;

/**
 * Counts the transcription of recordings on this node: {@code waybill_transcribed_parts_total} and
 * {@code waybill_transcribed_seconds_total}, both by {@code result}.
 */
@ApplicationScoped
public class TranscriptionMetrics {

  private static final Metadata PARTS =
      Metadata.builder()
          .withName("waybill_transcribed_parts")
          .withDescription("Parts of recordings sent to the transcription server, by result")
          .build();

  private static final Metadata SECONDS =
      Metadata.builder()
          .withName("waybill_transcribed_seconds")
          .withDescription("Seconds of recordings sent to the transcription server, by result")
          .build();

  @Inject private MetricRegistry registry;

  /** They are there from the start. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object application) {}

  @PostConstruct
  void register() {
    for (String result : List.of("completed", "failed")) {
      observe(new PartTranscribed(result, 0), 0);
    }
  }

  void observe(@Observes PartTranscribed part) {
    observe(part, 1);
  }

  private void observe(PartTranscribed part, int count) {
    Tag result = new Tag("result", part.result());
    registry.counter(PARTS, result).inc(count);
    registry.counter(SECONDS, result).inc(Math.round(part.seconds()));
  }
}
