package org.waybill.api.cameras;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.api.FieldText;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.camera.Camera;
import org.waybill.camera.Cameras;
import org.waybill.camera.Frame;
import org.waybill.camera.FrameFiles;
import org.waybill.camera.FrameHeader;
import org.waybill.camera.FrameIntake;
import org.waybill.camera.FramePictures;
import org.waybill.camera.UnreadableFrame;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.Caller;

/** {@code /api/cameras/{id}/frames}: a camera's pictures. */
@Path("/cameras/{id}/frames")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class FrameResource {

  private static final Logger LOG = Logger.getLogger(FrameResource.class.getName());
  private static final int USUAL = 50;
  private static final int RETRY_SECONDS = 1;
  private static final int DISK_RETRY_SECONDS = 5;

  /** So much a camera's clock may be ahead. */
  private static final Duration AHEAD = Duration.ofMinutes(1);

  @Inject private CameraAccess own;
  @Inject private Cameras cameras;
  @Inject private FrameIntake intake;
  @Inject private FrameFiles files;
  @Inject private FramePictures pictures;
  @Inject private Clock clock;

  /** Takes a frame; 202 once it and its task are durable. */
  @POST
  @Consumes({"image/jpeg", "image/png"})
  public Response send(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @QueryParam("takenAt") String takenAt,
      InputStream body)
      throws IOException {
    Instant taken = time(takenAt);
    Camera camera = own.findToSend(Caller.of(security), id);
    byte[] bytes = body.readNBytes(FrameHeader.MOST_BYTES + 1);
    if (bytes.length > FrameHeader.MOST_BYTES) {
      throw Problem.tooLarge("body is too large; allowed: 10 MB");
    }
    return answer(camera.id(), id, take(camera, bytes, taken));
  }

  private FrameIntake.Receipt take(Camera camera, byte[] bytes, Instant taken) {
    try {
      return intake.take(camera.id(), bytes, taken, false);
    } catch (UnreadableFrame e) {
      throw Problem.badRequest("body", "body: " + e.getMessage());
    } catch (IOException e) {
      LOG.log(Level.WARNING, "A frame of camera " + camera.id() + " could not be stored", e);
      throw Problem.unavailable("The frame could not be stored.", DISK_RETRY_SECONDS);
    }
  }

  private static Response answer(UUID camera, String id, FrameIntake.Receipt receipt) {
    return switch (receipt.result()) {
      case ACCEPTED -> accepted(camera, receipt);
      case SAME ->
          throw Problem.conflict(
              "same_frame", "The picture is the same as the one before; nothing was stored.");
      case WAITING ->
          throw Problem.tooMany(
              "The camera's previous frame is not analysed yet; nothing was stored.",
              RETRY_SECONDS);
      case UNREADABLE, GONE -> throw Problem.notFound("camera " + id);
    };
  }

  private static Response accepted(UUID camera, FrameIntake.Receipt receipt) {
    StringBuilder json =
        new JsonObjectWriter(new StringBuilder())
            .text("taskId", receipt.task())
            .text("frameId", receipt.frame())
            .end();
    return Response.accepted(json.toString())
        .location(URI.create(CameraJson.path(camera) + "/frames/" + receipt.frame()))
        .build();
  }

  private Instant time(String takenAt) {
    Instant time = FieldText.time("takenAt", takenAt);
    if (time != null && time.isAfter(clock.instant().plus(AHEAD))) {
      throw RequestBody.wrong("takenAt", "is '" + takenAt + "'", "a time that is not ahead");
    }
    return time;
  }

  @GET
  public String list(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor) {
    int most = Page.limit(limit, USUAL);
    UUID before = Page.cursor(cursor);
    Camera camera = own.find(Caller.of(security), id);
    return Page.of(
        cameras.frames(camera.id(), before, most + 1),
        most,
        Frame::id,
        (out, frame) -> CameraJson.write(out, camera.id(), frame));
  }

  /** The picture as it was sent; or made smaller, with zones and what moves drawn into it. */
  @GET
  @Path("/{frame}")
  @Produces({"image/jpeg", "image/png", MediaType.APPLICATION_JSON})
  public Response image(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @PathParam("frame") String frameId,
      @QueryParam("marked") String marked,
      @QueryParam("width") String width)
      throws IOException {
    boolean isMarked = marked(marked);
    int most = width(width);
    Camera camera = own.find(Caller.of(security), id);
    Frame frame =
        FieldText.uuid(frameId)
            .flatMap(each -> cameras.frame(camera.id(), each))
            .orElseThrow(() -> Problem.notFound("frame " + frameId));
    try {
      boolean isAsSent = !isMarked && width == null;
      byte[] picture =
          isAsSent ? files.read(frame.fileKey()) : drawn(camera, frame, most, isMarked);
      return Response.ok(picture, isAsSent ? frame.mediaType() : "image/jpeg")
          .header("X-Content-Type-Options", "nosniff")
          .build();
    } catch (NoSuchFileException e) {
      throw Problem.notFound("frame " + frameId);
    }
  }

  private byte[] drawn(Camera camera, Frame frame, int width, boolean isMarked) throws IOException {
    try {
      return pictures
          .draw(camera, frame, width, isMarked)
          .orElseThrow(
              () ->
                  Problem.tooMany(
                      "Other pictures are being drawn; try again soon.", RETRY_SECONDS));
    } catch (UnreadableFrame e) {
      throw Problem.conflict("unreadable_frame", "The frame cannot be drawn: " + e.getMessage());
    }
  }

  private static boolean marked(String text) {
    if (text != null && !text.equals("true") && !text.equals("false")) {
      throw RequestBody.wrong("marked", "is '" + text + "'", "true or false");
    }
    return "true".equals(text);
  }

  private static int width(String text) {
    String allowed =
        "a number from %d to %d".formatted(FramePictures.LEAST_WIDTH, FramePictures.MOST_SIDE);
    if (text == null) {
      return FramePictures.MOST_SIDE;
    }
    int width = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (width < FramePictures.LEAST_WIDTH || width > FramePictures.MOST_SIDE) {
      throw RequestBody.wrong("width", "is '" + text + "'", allowed);
    }
    return width;
  }
}
