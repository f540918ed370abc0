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

/** {@code /a2a/v1}: the operations over HTTP that respond with a stream. */
@Path("a2a/v1")
@ApplicationScoped
public class RestStreamResource {

  @Inject private StreamOperations streamOperations;
  @Inject private PublicBaseUrl base;

  @POST
  @Path("message:stream")
  public void stream(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @BeanParam RestCall call,
      InputStream body) {
    run(answer, request, call, Operation.STREAM, () -> call.body(body));
  }

  /** GET in the Protocol Buffers of the specification, POST in its text. */
  @GET
  @Path("tasks/{id}:subscribe")
  public void subscribe(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @BeanParam RestCall call,
      @PathParam("id") String id) {
    run(
        answer,
        request,
        call,
        Operation.SUBSCRIBE,
        () -> RestResource.with("id", id, call.query()));
  }

  @POST
  @Path("tasks/{id}:subscribe")
  public void subscribe(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @BeanParam RestCall call,
      @PathParam("id") String id,
      InputStream body) {
    run(
        answer,
        request,
        call,
        Operation.SUBSCRIBE,
        () -> RestResource.with("id", id, call.body(body)));
  }

  private void run(
      AsyncResponse answer,
      HttpServletRequest request,
      RestCall call,
      Operation operation,
      Supplier<JsonObject> params) {
    RestErrors form = new RestErrors(ProtocolVersion.V1_0, MediaType.APPLICATION_JSON_TYPE);
    try {
      CallContext callContext = call.peer(base);
      RestErrors known = new RestErrors(callContext.version(), MediaType.APPLICATION_JSON_TYPE);
      form = known;
      StreamingCall streamingCall =
          new StreamingCall(answer, request, call.seen(), UnaryOperator.identity(), known::of);
      streamOperations.run(
          operation, callContext, RequestBody.of(params.get(), "body"), streamingCall);
    } catch (RuntimeException e) {
      answer.resume(form.of(e));
    }
  }
}
