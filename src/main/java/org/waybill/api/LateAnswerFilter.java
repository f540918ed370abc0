package org.waybill.api;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.security.Caller;
import org.waybill.security.TokenValidity;
import org.waybill.sql.DatabaseException;
import org.waybill.time.Ticker;

/** Who waited long for an answer gets it only if the token still counts. */
@Provider
public class LateAnswerFilter implements ContainerRequestFilter, ContainerResponseFilter {

  private static final Logger LOG = Logger.getLogger(LateAnswerFilter.class.getName());
  private static final String BEGUN = LateAnswerFilter.class.getName();
  private static final long LONG_NANOS = Duration.ofSeconds(4).toNanos();
  private static final int FIRST_ERROR = 400;

  @Inject private TokenValidity validity;
  @Inject private Ticker ticker;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGUN, ticker.nanos());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.hasEntity()
        && response.getStatus() < FIRST_ERROR
        && request.getProperty(BEGUN) instanceof Long begun
        && ticker.nanos() - begun > LONG_NANOS
        && request.getSecurityContext().getUserPrincipal() instanceof Caller caller
        && !isGood(caller)) {
      refuse(response);
    }
  }

  private boolean isGood(Caller caller) {
    try {
      return validity.isGood(caller);
    } catch (DatabaseException e) {
      LOG.log(
          Level.FINE,
          "Could not check the token of a long request; it stays accepted until the database"
              + " responds",
          e);
      return true;
    }
  }

  private static void refuse(ContainerResponseContext response) {
    Problem problem =
        new Problem(
            401, "Unauthorized", "The API token expired or was revoked during the request.", null);
    response.setStatus(problem.status());
    response.getHeaders().put("WWW-Authenticate", List.of("Bearer"));
    response.getHeaders().remove("Location");
    response.setEntity(
        problem.toJson().toString(), new Annotation[0], MediaType.valueOf(Problem.MEDIA_TYPE));
  }
}
