package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.waybill.api.RequestBody;

/** {@code /a2a/v1}: the operations over HTTP that are answered with a stream. */
@Path("a2a/v1")
@ApplicationScoped
public class HttpStreams {

  @Inject private Streams streams;
  @Inject private PublicBase base;

  @POST
  @Path("message:stream")
  public void stream(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @BeanParam HttpCall call,
      InputStream body) {
    run(answer, request, call, Operation.STREAM, () -> call.body(body));
  }

  /** The specification's Protocol Buffers say GET, its text says POST. */
  @GET
  @Path("tasks/{id}:subscribe")
  public void subscribe(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @BeanParam HttpCall call,
      @PathParam("id") String id) {
    run(
        answer,
        request,
        call,
        Operation.SUBSCRIBE,
        () -> HttpResource.with("id", id, call.query()));
  }

  @POST
  @Path("tasks/{id}:subscribe")
  public void subscribe(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @BeanParam HttpCall call,
      @PathParam("id") String id,
      InputStream body) {
    run(
        answer,
        request,
        call,
        Operation.SUBSCRIBE,
        () -> HttpResource.with("id", id, call.body(body)));
  }

  private void run(
      AsyncResponse answer,
      HttpServletRequest request,
      HttpCall call,
      Operation operation,
      Supplier<JsonObject> params) {
    HttpForm form = new HttpForm(Spelling.V1_0, MediaType.APPLICATION_JSON_TYPE);
    try {
      Peer peer = call.peer(base);
      HttpForm known = new HttpForm(peer.spelling(), MediaType.APPLICATION_JSON_TYPE);
      form = known;
      Exchange exchange =
          new Exchange(answer, request, call.seen(), UnaryOperator.identity(), known::of);
      streams.run(operation, peer, RequestBody.of(params.get(), "body"), exchange);
    } catch (RuntimeException e) {
      answer.resume(form.of(e));
    }
  }
}
