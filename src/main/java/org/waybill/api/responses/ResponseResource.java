package org.waybill.api.responses;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.waybill.api.CompletionWaiters;
import org.waybill.api.ProblemMapper;
import org.waybill.api.RequestBody;
import org.waybill.config.ResponsesSettings;
import org.waybill.config.Settings;
import org.waybill.security.Caller;
import org.waybill.streaming.EventStreams;
import org.waybill.task.TaskRef;

/** {@code /v1/responses}. */
@Path("v1/responses")
@ApplicationScoped
public class ResponseResource {

  private static final int NOTHING_SEEN = -1;

  @Inject private ResponseCreation creation;
  @Inject private ResponseHistory history;
  @Inject private ResponseCommands commands;
  @Inject private EventStreams streams;
  @Inject private CompletionWaiters waiters;
  @Inject private Settings settings;

  /** What a request is to have done. */
  @FunctionalInterface
  private interface Handling {
    void run() throws IOException;
  }

  /** The exchange of a request. */
  private record Exchange(AsyncResponse answer, HttpServletRequest request, Caller caller) {

    /** Does this; whatever it throws is the answer. */
    void handle(Handling handling) {
      try {
        handling.run();
      } catch (IOException | RuntimeException e) {
        fail(e);
      }
    }

    /** Answers when this is ready. */
    void resume(CompletionStage<JsonObject> ready) {
      ready.whenComplete(
          (response, failure) -> {
            if (failure == null) {
              answer.resume(json(response));
            } else {
              fail(failure);
            }
          });
    }

    private void fail(Throwable error) {
      answer.resume(ProblemMapper.toResponse(ProblemMapper.problem(error)));
    }
  }

  /** Answers when the response has ended; as a stream, or at once, if the client wants that. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public void create(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest servletRequest,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      InputStream body) {
    Exchange exchange = new Exchange(answer, servletRequest, Caller.of(security));
    exchange.handle(
        () -> {
          CreateRequest request = CreateRequest.read(RequestBody.read(body));
          var accepted = creation.accept(exchange.caller(), request, headers);
          if (request.stream()) {
            // Only the thread of the request can open a stream: it waits until the task is stored.
            follow(exchange, accepted.toCompletableFuture().join(), NOTHING_SEEN);
          } else {
            exchange.resume(accepted.thenCompose(each -> awaited(each, request.background())));
          }
        });
  }

  private CompletionStage<JsonObject> awaited(AgentResponse response, boolean background) {
    if (background) {
      return CompletableFuture.completedFuture(history.read(response));
    }
    return waiters
        .expectQuestionOrEnd(response.task().id(), settings.get(ResponsesSettings.LONGEST_WAIT))
        .outcome()
        .thenApply(ended -> history.read(response));
  }

  /** The response as it is now, or its events from a number on. */
  @GET
  @Path("{id}")
  public void get(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest servletRequest,
      @Context SecurityContext security,
      @PathParam("id") String id,
      @QueryParam("stream") String stream,
      @QueryParam("starting_after") Integer after) {
    Exchange exchange = new Exchange(answer, servletRequest, Caller.of(security));
    exchange.handle(
        () -> {
          AgentResponse response = history.find(id, exchange.caller());
          JsonObject now = history.read(response);
          if (isWanted(stream)) {
            follow(exchange, response, after == null ? NOTHING_SEEN : after);
          } else {
            answer.resume(json(now));
          }
        });
  }

  private static boolean isWanted(String stream) {
    if (stream == null || stream.equals("false")) {
      return false;
    }
    if (!stream.equals("true")) {
      throw RequestBody.wrong("stream", "is '" + stream + "'", "true, false");
    }
    return true;
  }

  private void follow(Exchange exchange, AgentResponse response, int after) throws IOException {
    streams.follow(
        exchange.answer(),
        exchange.request(),
        exchange.caller(),
        TaskRef.of(response.task()),
        0,
        new ResponseRenderer(history.replay(response), response.id(), after),
        null);
  }

  @POST
  @Path("{id}/cancel")
  public void cancel(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest servletRequest,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    Exchange exchange = new Exchange(answer, servletRequest, Caller.of(security));
    exchange.handle(() -> exchange.resume(commands.cancel(id, exchange.caller())));
  }

  @DELETE
  @Path("{id}")
  public void delete(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest servletRequest,
      @Context SecurityContext security,
      @PathParam("id") String id) {
    Exchange exchange = new Exchange(answer, servletRequest, Caller.of(security));
    exchange.handle(() -> exchange.resume(commands.delete(id, exchange.caller())));
  }

  @GET
  @Path("{id}/input_items")
  public Response inputItems(
      @Context SecurityContext security,
      @PathParam("id") String id,
      @QueryParam("limit") Integer limit,
      @QueryParam("order") String order,
      @QueryParam("after") String after) {
    AgentResponse response = history.find(id, Caller.of(security));
    history.read(response);
    return json(InputItemsPage.of(response, limit, order, after));
  }

  private static Response json(JsonObject json) {
    return Response.ok(json.toString(), MediaType.APPLICATION_JSON_TYPE).build();
  }
}
