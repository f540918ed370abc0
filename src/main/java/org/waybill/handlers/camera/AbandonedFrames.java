package org.waybill.handlers.camera;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.waybill.camera.FrameCaptions;
import org.waybill.camera.FrameProcessor;
import org.waybill.task.EventKind;
import org.waybill.task.TaskEvent;
import org.waybill.type.KnownTypes;

/** A frame whose task ended without analysing it does not keep later ones waiting. */
@ApplicationScoped
public class AbandonedFrames {

  @Inject private FrameProcessor frames;
  @Inject private FrameCaptions captions;

  void observe(@Observes TaskEvent event) {
    boolean ofCamera = event.task().type().equals(KnownTypes.CAMERA_ANALYSIS.name());
    if (ofCamera && (event.kind() == EventKind.CANCELLED || event.kind() == EventKind.FAILED)) {
      boolean isCancelled = event.kind() == EventKind.CANCELLED;
      frames.giveUp(event.task().id(), isCancelled ? "its task was cancelled" : "its task failed");
      captions.giveUp(event.task().id(), isCancelled ? "task_cancelled" : "task_failed");
    }
  }
}
