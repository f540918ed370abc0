package org.waybill.api.a2a;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A call that responds with a stream.
 *
 * @param answer the suspended response
 * @param seen number of the last event that the caller has received; 0 for none
 * @param envelope wraps each event for the binding
 * @param failure writes an error that occurs before the stream begins
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
