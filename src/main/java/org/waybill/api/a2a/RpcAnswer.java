package org.waybill.api.a2a;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.waybill.api.Problem;
import org.waybill.api.ProblemMapper;
import org.waybill.json.JsonObjectWriter;

/**
 * Writes the response to a JSON-RPC call.
 *
 * @param id the id of the call, as JSON text
 * @param streams whether the caller expects a stream
 */
record RpcAnswer(String id, ProtocolVersion version, boolean streams, MediaType type) {

  private static final String EVENTS = "text/event-stream;charset=UTF-8";

  RpcAnswer to(String callId, ProtocolVersion callSpelling) {
    return new RpcAnswer(callId, callSpelling, streams, type);
  }

  RpcAnswer to(RpcCall call, HttpHeaders headers) {
    boolean expects = call.operation().streams();
    MediaType chosen = expects ? type : ContentNegotiation.choose(headers, type);
    return new RpcAnswer(call.id(), call.version(), expects, chosen);
  }

  Response of(CharSequence result) {
    return Response.ok(text(result), type).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
  }

  /** A successful response. */
  String text(CharSequence result) {
    return begin().json("result", result).end().toString();
  }

  /** Errors of callers have HTTP status 200; those of the server have their own status as well. */
  Response of(Throwable failure) {
    Problem problem = ProblemMapper.problem(failure);
    A2aError error = A2aError.of(problem);
    String text = begin().json("error", ErrorText.rpc(version, problem)).end().toString();
    if (streams && version.isLegacy()) {
      // Clients of 0.3 expect an error inside the stream.
      return Response.ok("data: " + text + "\n\n").type(EVENTS).build();
    }
    Response.ResponseBuilder response =
        Response.status(error.isOfTheServer() ? error.status() : 200).type(type).entity(text);
    problem.retryAfterSeconds().ifPresent(s -> response.header("Retry-After", s));
    return response.build();
  }

  private JsonObjectWriter begin() {
    return new JsonObjectWriter(new StringBuilder()).text("jsonrpc", "2.0").json("id", id);
  }
}
