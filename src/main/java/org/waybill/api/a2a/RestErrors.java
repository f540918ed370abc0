package org.waybill.api.a2a;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.waybill.api.Problem;
import org.waybill.api.ProblemMapper;

/** Writes the responses of calls over HTTP. */
record RestErrors(ProtocolVersion version, MediaType type) {

  /** An empty result is {@code null} on JSON-RPC, and 204 here. */
  Response of(CharSequence text) {
    return text.toString().equals("null")
        ? Response.noContent().build()
        : Response.ok(text.toString(), type).header(HttpHeaders.VARY, HttpHeaders.ACCEPT).build();
  }

  Response of(Throwable failure) {
    Problem problem = ProblemMapper.problem(failure);
    Response.ResponseBuilder response =
        Response.status(A2aError.of(problem).status())
            .type(type)
            .entity(ErrorText.http(version, problem).toString());
    problem.retryAfterSeconds().ifPresent(s -> response.header("Retry-After", s));
    return response.build();
  }
}
