package org.waybill.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Who calls: an API token's tenant, user and role. */
public record Caller(String tenant, String userId, CallerRole role) implements Principal {

  @Override
  public String getName() {
    return userId;
  }

  /** The caller of this request; authentication has run before any resource is reached. */
  public static Caller of(SecurityContext context) {
    return (Caller) context.getUserPrincipal();
  }

  /** Whether this caller may see and change what belongs to {@code owner} of its own tenant. */
  public boolean maySee(String ownerTenant, String owner) {
    return tenant.equals(ownerTenant) && (userId.equals(owner) || isOperator());
  }

  /** Whether this caller acts for every tenant. */
  public boolean isAdmin() {
    return role == CallerRole.ADMIN;
  }

  public boolean isOperator() {
    return role != CallerRole.USER;
  }
}
