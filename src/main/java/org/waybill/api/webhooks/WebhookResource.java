package org.waybill.api.webhooks;

import jakarta.enterprise.context.RequestScoped;
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
import java.util.Optional;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.notify.Secrets;
import org.waybill.notify.Webhook;
import org.waybill.notify.Webhooks;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/** {@code /api/webhooks}: callers see and change their own, operators those of their tenant. */
@Path("/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WebhookResource {

  private static final int USUAL_PAGE = 50;

  @Inject private WebhookRequest requests;
  @Inject private Webhooks webhooks;
  @Inject private Secrets secrets;

  @Context private SecurityContext security;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Response make(InputStream json) {
    Caller caller = Caller.of(security);
    RequestBody body = RequestBody.read(json);
    Webhook made =
        webhooks.make(caller.owner(), requests.read(body, caller), WebhookRequest.secret(body));
    return Response.created(URI.create("/api/webhooks/" + made.id()))
        .entity(WebhookJson.text(made))
        .build();
  }

  @GET
  public String list(@QueryParam("limit") Integer asked, @QueryParam("cursor") String cursor) {
    int limit = Page.limit(asked, USUAL_PAGE);
    return Page.of(
        webhooks.list(whose(), Page.cursor(cursor), limit + 1),
        limit,
        Webhook::id,
        WebhookJson::write);
  }

  @GET
  @Path("/{id}")
  public String get(@PathParam("id") String id) {
    return text(id, webhooks.find(RequestParams.id(id, "webhook"), whose()));
  }

  /** Replaces all that the owner decides but the secret. */
  @PUT
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  public String replace(@PathParam("id") String id, InputStream json) {
    RequestBody body = RequestBody.read(json);
    return text(
        id,
        webhooks.replace(
            RequestParams.id(id, "webhook"), whose(), requests.read(body, Caller.of(security))));
  }

  @DELETE
  @Path("/{id}")
  public Response delete(@PathParam("id") String id) {
    if (!webhooks.delete(RequestParams.id(id, "webhook"), whose())) {
      throw absent(id);
    }
    return Response.noContent().build();
  }

  /** A new secret; the former one signs as well for a while. */
  @POST
  @Path("/{id}/rotate")
  public String rotate(@PathParam("id") String id, InputStream json) {
    RequestBody body = RequestParams.optional(json);
    return text(
        id,
        webhooks.rotate(
            RequestParams.id(id, "webhook"),
            whose(),
            WebhookRequest.secret(body),
            WebhookRequest.overlap(body)));
  }

  /** What signs the deliveries to the {@code callbackUrl} of the caller's tasks. */
  @GET
  @Path("/callback-secret")
  public String callbackSecret() {
    Caller caller = Caller.of(security);
    return WebhookJson.text(secrets.of(caller.tenant(), caller.userId()));
  }

  @POST
  @Path("/callback-secret/rotate")
  public String rotateCallbackSecret(InputStream json) {
    Caller caller = Caller.of(security);
    RequestBody body = RequestParams.optional(json);
    return WebhookJson.text(
        secrets.rotate(caller.tenant(), caller.userId(), WebhookRequest.overlap(body)));
  }

  private Owner whose() {
    return RequestParams.whose(Caller.of(security));
  }

  private static String text(String id, Optional<Webhook> webhook) {
    return WebhookJson.text(webhook.orElseThrow(() -> absent(id)));
  }

  private static Problem absent(String id) {
    return Problem.notFound("webhook " + id);
  }
}
