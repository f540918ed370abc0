package org.waybill.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.waybill.api.Problem;
import org.waybill.config.SecretKeys;
import org.waybill.json.Json;
import org.waybill.secret.NoSecretKeys;
import org.waybill.secret.SecretRotation;
import org.waybill.security.Caller;

/** {@code /api/secret-keys}, for administrators: which keys are in use, and rotation. */
@Path("/secret-keys")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SecretResource {

  private static final Logger LOG = Logger.getLogger(SecretResource.class.getName());
  private static final int MOST_PER_CALL = 1_000;

  @Inject private SecretRotation rotation;

  /** How many stored values need each key; one that none needs can be removed. */
  @GET
  public String list(@Context SecurityContext security) {
    administrator(security);
    SecretKeys keys = keys();
    JsonArrayBuilder items = Json.array();
    rotation
        .valuesByKey()
        .forEach(
            (id, values) ->
                items.add(
                    Json.object()
                        .add("id", id)
                        .add("values", values)
                        .add("isConfigured", keys.find(id).isPresent())));
    return Json.object().add("encryptsWith", keys.first()).add("items", items).build().toString();
  }

  /** Re-encrypts what has an older key; to be repeated until nothing remains. */
  @POST
  @Path("/rotate")
  public String rotate(@Context SecurityContext security) {
    Caller caller = administrator(security);
    String first = keys().first();
    SecretRotation.Rotated rotated = rotation.rotate(MOST_PER_CALL);
    long remaining =
        rotation.valuesByKey().entrySet().stream()
            .filter(each -> !each.getKey().equals(first))
            .mapToLong(Map.Entry::getValue)
            .sum();
    LOG.log(
        Level.INFO,
        "{0} secrets were re-encrypted by {1}/{2}, {3} remain with another key",
        new Object[] {rotated.rotated(), caller.tenant(), caller.userId(), remaining});
    return Json.object()
        .add("rotated", rotated.rotated())
        .add("unreadable", rotated.unreadable())
        .add("remaining", remaining)
        .build()
        .toString();
  }

  private SecretKeys keys() {
    try {
      return rotation.keys();
    } catch (NoSecretKeys e) {
      throw Problem.conflict("secret_keys_missing", e.getMessage() + ".");
    }
  }

  private static Caller administrator(SecurityContext security) {
    Caller caller = Caller.of(security);
    if (!AdminAccess.isAdmin(caller)) {
      throw AdminAccess.forbidden("Only administrators may read or rotate secret keys.");
    }
    return caller;
  }
}
