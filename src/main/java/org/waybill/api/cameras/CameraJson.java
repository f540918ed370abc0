package org.waybill.api.cameras;

import java.util.Locale;
import java.util.UUID;
import org.waybill.camera.Camera;
import org.waybill.camera.CameraEvent;
import org.waybill.camera.CameraSchedule;
import org.waybill.camera.CameraSpec;
import org.waybill.camera.Frame;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;

/** Cameras, frames and events as the API shows them. */
final class CameraJson {

  private CameraJson() {}

  static String text(Camera camera) {
    StringBuilder out = new StringBuilder();
    write(out, camera);
    return out.toString();
  }

  static void write(StringBuilder out, Camera camera) {
    JsonObjectWriter json =
        new JsonObjectWriter(out)
            .text("id", camera.id())
            .text("name", camera.spec().name())
            .text("snapshotUrl", camera.spec().snapshotUrl());
    CameraSchedule timing = camera.spec().timing();
    if (timing != null && timing.interval() != null) {
      json.number("intervalSeconds", timing.interval().toSeconds());
    }
    if (timing != null && timing.cron() != null) {
      json.text("schedule", timing.cron()).text("timeZone", timing.zone().getId());
    }
    String self = path(camera.id());
    json.json("zones", camera.spec().zones())
        .json("thresholds", camera.spec().thresholds())
        .text("question", camera.spec().question())
        .text("ask", ask(camera.spec()))
        .json("notify", notices(camera.spec().notices()))
        .json("states", Json.array(camera.states()).build().toString())
        .text("error", camera.error())
        .time("createdAt", camera.createdAt())
        .time("updatedAt", camera.updatedAt())
        .time("seenAt", camera.seenAt())
        .json(
            "links",
            Json.object()
                .add("frames", self + "/frames")
                .add("events", self + "/events")
                .build()
                .toString())
        .end();
  }

  private static String ask(CameraSpec spec) {
    return spec.question() == null ? null : spec.ask().name().toLowerCase(Locale.ROOT);
  }

  private static String notices(CameraSpec.Notices notices) {
    return Json.object()
        .add("events", Json.array(notices.events()))
        .add("quietMinutes", notices.quiet().toMinutes())
        .build()
        .toString();
  }

  static void write(StringBuilder out, UUID camera, Frame frame) {
    new JsonObjectWriter(out)
        .text("id", frame.id())
        .time("takenAt", frame.takenAt())
        .text("status", frame.status())
        .text("taskId", frame.taskId())
        .text("mediaType", frame.mediaType())
        .number("bytes", frame.bytes())
        .number("width", frame.width())
        .number("height", frame.height())
        .json("result", frame.result())
        .text("error", frame.error())
        .json(
            "links",
            Json.object()
                .add("image", path(camera) + "/frames/" + frame.id())
                .add("task", "/api/tasks/" + frame.taskId())
                .build()
                .toString())
        .end();
  }

  static void write(StringBuilder out, CameraEvent event) {
    new JsonObjectWriter(out)
        .time("at", event.at())
        .text("event", event.kind())
        .text("frameId", event.frameId())
        .end();
  }

  static String path(UUID camera) {
    return "/api/cameras/" + camera;
  }
}
