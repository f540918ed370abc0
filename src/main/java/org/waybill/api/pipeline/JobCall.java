package org.waybill.api.pipeline;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import org.waybill.security.Caller;

/**
 * A call that submits a job.
 *
 * @param name of the call, such as {@code POST /pipeline/jobs}
 */
record JobCall(Caller caller, HttpHeaders headers, UriInfo uri, String name) {

  /** Where the caller has reached this server, without a slash at the end. */
  String base() {
    return uri.getBaseUri().toString().replaceAll("/api/?$", "").replaceAll("/+$", "");
  }
}
