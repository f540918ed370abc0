package org.waybill.api.admin;

import jakarta.ws.rs.core.SecurityContext;
import org.waybill.api.Problem;
import org.waybill.api.RequestBody;
import org.waybill.config.OwnerName;
import org.waybill.dispatch.LimitRule;
import org.waybill.security.Caller;

/** Who may decide what. */
final class AdminAccess {

  private AdminAccess() {}

  static Caller operator(SecurityContext security) {
    Caller caller = Caller.of(security);
    if (!caller.isOperator()) {
      throw forbidden("Only operators may read or change queues, limits and retention.");
    }
    return caller;
  }

  /**
   * An administrator.
   *
   * @param what only they may change, such as {@code queues}
   */
  static Caller administrator(SecurityContext security, String what) {
    Caller caller = operator(security);
    if (!isAdmin(caller)) {
      throw forbidden("Only administrators may change " + what + ".");
    }
    return caller;
  }

  static boolean isAdmin(Caller caller) {
    return caller.isAdmin();
  }

  /**
   * For which tenant this caller decides.
   *
   * @param asked or null for what is usual: all tenants for administrators
   */
  static String tenant(Caller caller, String asked) {
    if (asked == null) {
      return isAdmin(caller) ? LimitRule.EACH : caller.tenant();
    }
    if (!asked.equals(LimitRule.EACH)) {
      checkName("tenant", asked);
    }
    if (!isAdmin(caller) && !asked.equals(caller.tenant())) {
      throw forbidden(
          "Operators may act for their own tenant only; administrators for any tenant.");
    }
    return asked;
  }

  static void checkName(String field, String name) {
    if (!OwnerName.isAllowed(name)) {
      throw RequestBody.wrong(field, "is '" + name + "'", "*, or " + OwnerName.ALLOWED);
    }
  }

  static Problem forbidden(String detail) {
    return new Problem(403, "Forbidden", detail, null);
  }
}
