package org.waybill.api.a2a;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A call that is answered with a stream.
 *
 * @param answer suspended
 * @param seen the number of the last event that the caller has seen; 0 for none
 * @param envelope puts into the binding's form what is told
 * @param failure writes what went wrong before the stream began
 */
record StreamingCall(
    AsyncResponse answer,
    HttpServletRequest request,
    int seen,
    UnaryOperator<CharSequence> envelope,
    Function<Throwable, Response> failure) {

  void fail(Throwable error) {
    answer.resume(failure.apply(error));
  }
}
