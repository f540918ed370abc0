package org.waybill.api.notifications;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
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
import java.util.UUID;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.notify.Notification;
import org.waybill.notify.Notifications;
import org.waybill.notify.Presence;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/** {@code /api/notifications}: the caller's own. */
@Path("/notifications")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationResource {

  private static final int USUAL_PAGE = 50;

  @Inject private Notifications notifications;
  @Inject private Presence presence;

  @Context private SecurityContext security;

  @GET
  public String list(
      @QueryParam("unread") String unread,
      @QueryParam("limit") Integer asked,
      @QueryParam("cursor") String cursor) {
    Owner owner = owner();
    presence.looked(owner);
    int limit = Page.limit(asked, USUAL_PAGE);
    String page =
        Page.of(
            notifications.list(owner, flag(unread), Page.cursor(cursor), limit + 1),
            limit,
            Notification::id,
            (out, notification) -> notification.write(out));
    return "{\"unread\":" + notifications.unread(owner) + "," + page.substring(1);
  }

  @POST
  @Path("/{id}/read")
  public String read(@PathParam("id") String id) {
    StringBuilder out = new StringBuilder();
    notifications.read(parse(id), owner()).orElseThrow(() -> absent(id)).write(out);
    return out.toString();
  }

  /** All of them. */
  @POST
  @Path("/read")
  public String readAll() {
    return "{\"read\":" + notifications.readAll(owner()) + "}";
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id) {
    if (!notifications.delete(parse(id), owner())) {
      throw absent(id);
    }
    return Response.noContent().build();
  }

  /** All of them; answers how many. */
  @DELETE
  public String deleteAll() {
    return "{\"deleted\":" + notifications.deleteAll(owner()) + "}";
  }

  private Owner owner() {
    Caller caller = Caller.of(security);
    return caller.owner();
  }

  private static boolean flag(String unread) {
    if (unread == null || unread.equals("false")) {
      return false;
    }
    if (!unread.equals("true")) {
      throw RequestBody.wrong("unread", "is '" + unread + "'", "true or false");
    }
    return true;
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw absent(id);
    }
  }

  private static Problem absent(String id) {
    return Problem.notFound("notification " + id);
  }
}
