package org.waybill.handlers.camera;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.waybill.camera.FrameProcessor;
import org.waybill.camera.UnreadableFrame;
import org.waybill.handler.Outcome;
import org.waybill.handler.TaskContext;
import org.waybill.handler.TaskHandler;
import org.waybill.handler.TaskType;
import org.waybill.owner.Owner;
import org.waybill.type.KnownTypes;

/** Analyses a frame of one of the task owner's cameras, and has a model answer its question. */
@ApplicationScoped
public class CameraHandler implements TaskHandler<FrameInput, JsonObject> {

  private static final Duration SOON = Duration.ofSeconds(1);

  @Inject private FrameProcessor frames;
  @Inject private CaptionWriter captions;

  @Override
  public TaskType type() {
    return KnownTypes.CAMERA_ANALYSIS;
  }

  @Override
  public Class<FrameInput> inputType() {
    return FrameInput.class;
  }

  @Override
  public Outcome<JsonObject> run(FrameInput input, TaskContext context)
      throws IOException, InterruptedException {
    Optional<UUID> camera = id(input.cameraId());
    Optional<UUID> frame = id(input.frameId());
    if (camera.isEmpty() || frame.isEmpty()) {
      return Outcome.giveUp("The input's cameraId or frameId is missing or is not a UUID.");
    }
    try {
      Owner owner = new Owner(context.tenant(), context.userId());
      Optional<FrameProcessor.Processed> processed =
          frames.process(owner, camera.get(), frame.get(), captions.hasModel());
      return processed.isEmpty()
          ? Outcome.snooze(SOON, "Another frame of the camera was analysed meanwhile.")
          : captions.complete(processed.get(), context);
    } catch (UnreadableFrame e) {
      return Outcome.giveUp("The frame cannot be analysed: " + e.getMessage());
    }
  }

  private static Optional<UUID> id(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }
}
