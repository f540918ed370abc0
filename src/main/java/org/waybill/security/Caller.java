package org.waybill.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.UUID;
import org.waybill.owner.Owner;

/**
 * Who calls: an API token's tenant, user and role.
 *
 * @param token the token's id, by which it is seen whether it still counts; null for no token
 */
public record Caller(String tenant, String userId, CallerRole role, UUID token)
    implements Principal {

  /** Somebody without a token, or whose token does not matter. */
  public Caller(String tenant, String userId, CallerRole role) {
    this(tenant, userId, role, null);
  }

  /** Whose that is which this caller makes. */
  public Owner owner() {
    return new Owner(tenant, userId);
  }

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
    return role.compareTo(CallerRole.OPERATOR) >= 0;
  }
}
