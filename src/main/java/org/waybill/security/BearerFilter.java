package org.waybill.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.security.Principal;
import java.util.Locale;
import java.util.Optional;

/**
 * Lets nobody in without a valid token, not even to learn which paths there are; unless {@link
 * Anonymous} does.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
public class BearerFilter implements ContainerRequestFilter {

  /** The query parameter of addresses that open without a token. */
  public static final String SIGNATURE = "signature";

  private static final String AUTHORIZATION = "Authorization";

  @Inject private ApiTokens apiTokens;
  @Inject private AnonymousAccess anonymousAccess;

  @Override
  public void filter(ContainerRequestContext request) {
    if (PublicPaths.contains(request.getUriInfo().getPath(false)) || isSignedFile(request)) {
      return;
    }
    Caller caller =
        callerOf(request)
            .orElseThrow(
                () ->
                    new NotAuthorizedException(
                        "A valid API token is required: Authorization: Bearer <token>", "Bearer"));
    if (DeviceCalls.isForbidden(caller, request.getMethod(), request.getUriInfo().getPath(false))) {
      throw new ForbiddenException(DeviceCalls.ALLOWED);
    }
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(new Authenticated(caller, secure));
  }

  private static boolean isSignedFile(ContainerRequestContext request) {
    return request.getMethod().equals("GET")
        && PublicPaths.isSignedFile(
            request.getUriInfo().getPath(false),
            request.getUriInfo().getQueryParameters(false).containsKey(SIGNATURE));
  }

  /** A token that is not valid is refused, even where none would do. */
  private Optional<Caller> callerOf(ContainerRequestContext request) {
    String header = request.getHeaderString(AUTHORIZATION);
    return header == null
        ? anonymousAccess.caller(
            request.getHeaderString("Origin"),
            request.getHeaderString("Host"),
            request.getHeaderString("Sec-Fetch-Site"))
        : BearerToken.in(header).flatMap(apiTokens::callerOf);
  }

  private record Authenticated(Caller caller, boolean isSecure) implements SecurityContext {

    @Override
    public Principal getUserPrincipal() {
      return caller;
    }

    @Override
    public boolean isUserInRole(String role) {
      return caller.role().ordinal() >= CallerRole.valueOf(role.toUpperCase(Locale.ROOT)).ordinal();
    }

    @Override
    public String getAuthenticationScheme() {
      return "Bearer";
    }
  }
}
