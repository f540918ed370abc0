package org.waybill.handlers.camera;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.camera.FrameProcessor;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.type.KnownTypes;

/** A frame whose task ended without analysing it does not keep later ones waiting. */
@ApplicationScoped
public class AbandonedFrames {

  @Inject private FrameProcessor frames;

  void observe(@Observes TaskEvent event) {
    boolean ofCamera = event.task().type().equals(KnownTypes.CAMERA_ANALYSIS.name());
    if (ofCamera && (event.kind() == EventKind.CANCELLED || event.kind() == EventKind.FAILED)) {
      frames.giveUp(
          event.task().id(),
          event.kind() == EventKind.CANCELLED ? "its task was cancelled" : "its task failed");
    }
  }
}
