package org.waybill.observe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.waybill.camera.CameraStateChanged;
import org.waybill.camera.CaptionEnded;
import org.waybill.camera.FrameReceived;

/**
 * Counts on this node what cameras give: {@code waybill_camera_frames_total{source,result}}, {@code
 * waybill_camera_events_total{event}} and {@code waybill_camera_captions_total{result}}.
 */
@ApplicationScoped
public class CameraMetrics {

  private static final Metadata FRAMES =
      Metadata.builder()
          .withName("waybill_camera_frames")
          .withDescription("Frames of cameras, by source and result")
          .build();

  private static final Metadata EVENTS =
      Metadata.builder()
          .withName("waybill_camera_events")
          .withDescription("Events of cameras, by kind")
          .build();

  private static final Metadata CAPTIONS =
      Metadata.builder()
          .withName("waybill_camera_captions")
          .withDescription("Questions about frames, by result")
          .build();

  @Inject private MetricRegistry registry;

  void observe(@Observes FrameReceived frame) {
    Tag source = new Tag("source", frame.polled() ? "polled" : "sent");
    Tag result = new Tag("result", frame.result().name().toLowerCase(Locale.ROOT));
    registry.counter(FRAMES, source, result).inc();
  }

  void observe(@Observes CaptionEnded caption) {
    registry.counter(CAPTIONS, new Tag("result", caption.result())).inc();
  }

  void observe(@Observes CameraStateChanged change) {
    registry.counter(EVENTS, new Tag("event", change.kind())).inc();
  }
}
