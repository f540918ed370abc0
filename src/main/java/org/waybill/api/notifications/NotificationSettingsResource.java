package org.waybill.api.notifications;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.waybill.api.RequestBody;
import org.waybill.config.NotifySettings;
import org.waybill.config.Settings;
import org.waybill.json.JsonObjectWriter;
import org.waybill.notify.Preferences;
import org.waybill.notify.Preferences.Preference;
import org.waybill.owner.Owner;
import org.waybill.security.Caller;

/** {@code /api/notifications/settings}: the caller's notification settings. */
@Path("/notifications/settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class NotificationSettingsResource {

  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");
  private static final int LONGEST_ADDRESS = 254;

  @Inject private Preferences preferences;
  @Inject private Settings settings;

  @Context private SecurityContext security;

  @GET
  public String get() {
    return text(preferences.of(owner()));
  }

  /** Replaces all of it. */
  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public String put(InputStream json) {
    RequestBody body = RequestBody.read(json);
    body.allowOnly(Set.of("email", "minDuration"), "body");
    Preference preference = new Preference(email(body), minDuration(body));
    preferences.put(owner(), preference);
    return text(preference);
  }

  private static String email(RequestBody body) {
    String email = body.text("email", LONGEST_ADDRESS);
    if (email != null && !ADDRESS.matcher(email).matches()) {
      throw RequestBody.wrong("email", "is '" + email + "'", "an address such as ann@example.org");
    }
    return email;
  }

  private static Duration minDuration(RequestBody body) {
    return body.duration("minDuration", null, Duration.ofMillis(1), Duration.ofDays(30));
  }

  private String text(Preference preference) {
    Duration usual = settings.get(NotifySettings.NOTIFICATION_DURATION);
    Duration least = preference.minDuration() == null ? usual : preference.minDuration();
    return new JsonObjectWriter(new StringBuilder())
        .text("email", preference.email())
        .text("minDuration", least.toMillis() + "ms")
        .flag("mailServer", settings.get(NotifySettings.SMTP_HOST).isPresent())
        .end()
        .toString();
  }

  private Owner owner() {
    Caller caller = Caller.of(security);
    return caller.owner();
  }
}
