package org.waybill.api.webhooks;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.waybill.api.Page;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.notify.Deliveries;
import org.waybill.notify.Delivery;
import org.waybill.notify.Delivery.State;
import org.waybill.notify.Webhooks;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/** What became of deliveries, of webhooks and of {@code callbackUrl}. */
@Path("/webhooks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryResource {

  private static final int USUAL_PAGE = 50;

  @Inject private Deliveries deliveries;
  @Inject private Webhooks webhooks;

  @Context private SecurityContext security;

  @GET
  @Path("/deliveries")
  public String list(
      @QueryParam("webhookId") String webhookId,
      @QueryParam("taskId") String taskId,
      @QueryParam("state") String state,
      @QueryParam("limit") Integer asked,
      @QueryParam("cursor") String cursor) {
    return page(
        new Deliveries.Filter(id("webhookId", webhookId), id("taskId", taskId), state(state)),
        asked,
        cursor);
  }

  @GET
  @Path("/{id}/deliveries")
  public String ofWebhook(
      @PathParam("id") String id,
      @QueryParam("state") String state,
      @QueryParam("limit") Integer asked,
      @QueryParam("cursor") String cursor) {
    UUID webhook =
        webhooks
            .find(RequestParams.id(id, "webhook"), whose())
            .orElseThrow(() -> Problem.notFound("webhook " + id))
            .id();
    return page(new Deliveries.Filter(webhook, null, state(state)), asked, cursor);
  }

  @GET
  @Path("/deliveries/{id}")
  public String get(@PathParam("id") String id) {
    return WebhookJson.text(find(id), Caller.of(security).isOperator());
  }

  @POST
  @Path("/deliveries/{id}/resend")
  public Response resend(@PathParam("id") String id) {
    Delivery old = find(id);
    Delivery again =
        deliveries
            .resend(old.id(), whose())
            .orElseThrow(
                () -> Problem.gone("The task of delivery " + id + " or its webhook is deleted."));
    return Response.accepted(WebhookJson.text(again, Caller.of(security).isOperator())).build();
  }

  /** The same, for who came by the webhook. */
  @POST
  @Path("/{webhook}/deliveries/{id}/resend")
  public Response resendOfWebhook(
      @PathParam("webhook") String webhook, @PathParam("id") String id) {
    if (!RequestParams.id(webhook, "webhook").equals(find(id).webhookId())) {
      throw Problem.notFound("delivery " + id);
    }
    return resend(id);
  }

  private String page(Deliveries.Filter filter, Integer asked, String cursor) {
    int limit = Page.limit(asked, USUAL_PAGE);
    return Page.of(
        deliveries.list(whose(), filter, Page.cursor(cursor), limit + 1),
        limit,
        Delivery::id,
        (out, delivery) -> WebhookJson.write(out, delivery, Caller.of(security).isOperator()));
  }

  private Delivery find(String id) {
    return deliveries
        .find(RequestParams.id(id, "delivery"), whose())
        .orElseThrow(() -> Problem.notFound("delivery " + id));
  }

  private Owner whose() {
    return RequestParams.whose(Caller.of(security));
  }

  private static UUID id(String parameter, String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw RequestBody.wrong(parameter, "is '" + text + "'", "an id");
    }
  }

  private static State state(String text) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(State.values())
        .filter(state -> state.label().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                RequestBody.wrong(
                    "state",
                    "is '" + text + "'",
                    Arrays.stream(State.values())
                        .map(State::label)
                        .collect(Collectors.joining(", "))));
  }
}
