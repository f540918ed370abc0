package org.waybill.api.a2a;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.waybill.api.Problem;
import org.waybill.api.ProblemMapper;

/** How a call over HTTP is answered. */
record RestErrors(ProtocolVersion spelling, MediaType type) {

  /** Nothing to tell is {@code null} on JSON-RPC, and no content here. */
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
            .entity(ErrorText.http(spelling, problem).toString());
    problem.retryAfterSeconds().ifPresent(s -> response.header("Retry-After", s));
    return response.build();
  }
}
