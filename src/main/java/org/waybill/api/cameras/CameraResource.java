package org.waybill.api.cameras;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.camera.Camera;
import org.waybill.camera.CameraSpec;
import org.waybill.camera.Cameras;
import org.waybill.json.JsonObjectWriter;
import org.waybill.security.ApiTokens;
import org.waybill.security.Caller;

/** {@code /api/cameras}: each user's own. */
@Path("/cameras")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class CameraResource {

  private static final Logger LOG = Logger.getLogger(CameraResource.class.getName());
  private static final int USUAL_EVENTS = 50;

  @Inject private Cameras cameras;
  @Inject private CameraAccess own;
  @Inject private CameraRequest requests;
  @Inject private ApiTokens tokens;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response add(@Context SecurityContext security, InputStream json) {
    CameraSpec spec = requests.read(RequestBody.read(json));
    Camera camera = cameras.add(Caller.of(security).owner(), spec);
    return Response.created(URI.create(CameraJson.path(camera.id())))
        .entity(CameraJson.text(camera))
        .build();
  }

  @GET
  public String list(@Context SecurityContext security) {
    return Page.of(cameras.list(Caller.of(security).owner()), CameraJson::write);
  }

  @GET
  @Path("/{id}")
  public String get(@Context SecurityContext security, @PathParam("id") String id) {
    return CameraJson.text(own.find(Caller.of(security), id));
  }

  /** What is not given is as if it never was. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String update(
      @Context SecurityContext security, @PathParam("id") String id, InputStream json) {
    Camera camera = own.find(Caller.of(security), id);
    CameraSpec spec = requests.read(RequestBody.read(json));
    return cameras
        .update(camera.owner(), camera.id(), spec)
        .map(CameraJson::text)
        .orElseThrow(() -> Problem.notFound("camera " + id));
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@Context SecurityContext security, @PathParam("id") String id) {
    Camera camera = own.find(Caller.of(security), id);
    cameras.delete(camera.owner(), camera.id());
    return Response.noContent().build();
  }

  @GET
  @Path("/{id}/events")
  public String events(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @QueryParam("limit") Integer limit) {
    int most = Page.limit(limit, USUAL_EVENTS);
    Camera camera = own.find(Caller.of(security), id);
    return Page.of(cameras.events(camera.id(), most), CameraJson::write);
  }

  /** A token for the camera itself; the one before it ends. */
  @POST
  @Path("/{id}/token")
  public Response token(@Context SecurityContext security, @PathParam("id") String id) {
    Caller caller = Caller.of(security);
    Camera camera = own.find(caller, id);
    ApiTokens.Made made =
        tokens
            .makeForCamera(camera.owner(), camera.id(), camera.spec().name())
            .orElseThrow(() -> Problem.notFound("camera " + id));
    LOG.log(
        Level.INFO,
        "API token {0} for camera {1} was created by {2}/{3}",
        new Object[] {made.id(), camera.id(), caller.tenant(), caller.userId()});
    StringBuilder answer =
        new JsonObjectWriter(new StringBuilder())
            .text("id", made.id())
            .text("token", made.text())
            .text("role", "device")
            .text("cameraId", camera.id())
            .end();
    return Response.created(URI.create("/api/tokens/" + made.id()))
        .entity(answer.toString())
        .build();
  }
}
