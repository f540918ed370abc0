package org.waybill.api.a2a;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import org.waybill.api.LastEventId;
import org.waybill.security.Caller;

/** {@code POST /a2a}: JSON-RPC 2.0 with the methods of both versions. */
@Path("a2a")
@ApplicationScoped
public class RpcResource {

  @Inject private Operations operations;
  @Inject private StreamOperations streamOperations;
  @Inject private PublicBaseUrl base;

  @POST
  public void call(
      @Suspended AsyncResponse answer,
      @Context HttpServletRequest request,
      @Context SecurityContext security,
      @Context HttpHeaders headers,
      @Context UriInfo uri,
      InputStream body) {
    RpcAnswer form =
        new RpcAnswer("null", ProtocolVersion.V1_0, false, MediaType.APPLICATION_JSON_TYPE);
    try {
      ContentNegotiation.requireJson(headers);
      JsonValue json = RpcCall.parse(body);
      form = form.to(RpcCall.idOf(json), guess(json));
      RpcCall call = RpcCall.read(json, VersionHeader.asked(headers, uri));
      form = form.to(call, headers);
      CallContext callContext = new CallContext(Caller.of(security), call.version(), base.of(uri));
      run(call, callContext, answer, form, new Opened(request, headers));
    } catch (RuntimeException e) {
      answer.resume(form.of(e));
    }
  }

  private record Opened(HttpServletRequest request, HttpHeaders headers) {}

  private void run(
      RpcCall call, CallContext callContext, AsyncResponse answer, RpcAnswer form, Opened opened) {
    if (call.operation().streams()) {
      int seen = LastEventId.of(opened.headers(), null);
      streamOperations.run(
          call.operation(),
          callContext,
          call.params(),
          new StreamingCall(answer, opened.request(), seen, form::text, form::of));
      return;
    }
    operations
        .run(call.operation(), callContext, call.params())
        .whenComplete(
            (result, failure) ->
                answer.resume(failure == null ? form.of(result) : form.of(failure)));
  }

  /** The version of error responses to an invalid request. */
  private static ProtocolVersion guess(JsonValue json) {
    return json instanceof JsonObject object && object.get("method") instanceof JsonString method
        ? RpcCall.version(method.getString(), Optional.empty())
        : ProtocolVersion.V1_0;
  }
}
