package org.waybill.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Optional;
import org.waybill.security.Caller;

/** A large response is written in a slot of its user, or refused; see {@link LargeResponses}. */
@Provider
public class LargeResponseFilter implements ContainerResponseFilter, WriterInterceptor {

  private static final String TRANSFER = LargeResponseFilter.class.getName();

  @Inject private LargeResponses largeResponses;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Optional<Transfer> transfer = largeResponses.takeReserved();
    if (!isLarge(response.getEntity()) || request.getMethod().equals(HttpMethod.HEAD)) {
      transfer.ifPresent(Transfer::close);
      return;
    }
    if (transfer.isEmpty()) {
      Caller caller =
          request.getSecurityContext().getUserPrincipal() instanceof Caller known ? known : null;
      transfer =
          request.getMethod().equals(HttpMethod.GET)
              ? largeResponses.take(caller)
              : Optional.of(largeResponses.takeOrHurry(caller));
    }
    transfer.ifPresentOrElse(each -> request.setProperty(TRANSFER, each), () -> refuse(response));
  }

  private static boolean isLarge(Object entity) {
    return entity instanceof CharSequence text && text.length() > LargeResponses.LARGE;
  }

  private static void refuse(ContainerResponseContext response) {
    Problem problem = LargeResponses.tooMany();
    response.setStatus(problem.status());
    response
        .getHeaders()
        .put(HttpHeaders.RETRY_AFTER, List.of(problem.retryAfterSeconds().getAsInt()));
    response.getHeaders().remove(HttpHeaders.ETAG);
    response.setEntity(
        problem.toJson().toString(), new Annotation[0], MediaType.valueOf(Problem.MEDIA_TYPE));
  }

  /** On the thread that writes, whichever it is. */
  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!(context.getProperty(TRANSFER) instanceof Transfer transfer)) {
      context.proceed();
      return;
    }
    context.removeProperty(TRANSFER);
    transfer.begin();
    try (transfer) {
      context.proceed();
      // What is written later is too little to be waited for.
      context.getOutputStream().flush();
    }
  }
}
