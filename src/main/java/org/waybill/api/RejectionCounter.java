package org.waybill.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import org.waybill.security.Caller;

/** Counts whose writing calls are refused for a limit. */
@Provider
public class RejectionCounter implements ContainerResponseFilter {

  private static final int TOO_MANY = 429;

  @Inject private RejectedCallers refused;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == TOO_MANY
        && RejectionThrottle.isWriting(request.getMethod())
        && request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
      refused.refused(caller);
    }
  }
}
