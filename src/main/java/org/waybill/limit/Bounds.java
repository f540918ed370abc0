package org.waybill.limit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.waybill.config.Settings;
import org.waybill.json.Json;
import org.waybill.json.JsonObjectWriter;
import org.waybill.sql.Sql;

/**
 * How much of each resource a user and a tenant may have: what a rule of the API says, else what
 * the settings say. Of several rules the one that names most counts.
 */
@ApplicationScoped
public class Bounds {

  private static final String EACH = "*";

  private static final String RULES =
      "select scope, tenant, name, bounds from limit_rule where bounds is not null";

  @jakarta.annotation.Resource(name = "jdbc/waybill")
  private DataSource durable;

  @Inject private Settings settings;

  private record Key(String scope, String tenant, String name) {}

  private volatile Map<Key, Map<Resource, Long>> rules;

  /** Reads the rules again; the loop that reads all limits does so each second. */
  public void refresh() {
    Map<Key, Map<Resource, Long>> found = new HashMap<>();
    Sql.query(
        durable,
        row ->
            found.put(
                new Key(row.getString("scope"), row.getString("tenant"), row.getString("name")),
                read(row)),
        RULES);
    rules = found;
  }

  public long ofUser(Resource resource, String tenant, String userId) {
    if (known().isEmpty()) {
      return settings.get(resource.ofUser());
    }
    for (Key key :
        List.of(
            new Key("user", tenant, userId),
            new Key("user", tenant, EACH),
            new Key("user", EACH, EACH))) {
      Long bound = bound(key, resource);
      if (bound != null) {
        return bound;
      }
    }
    return settings.get(resource.ofUser());
  }

  public long ofTenant(Resource resource, String tenant) {
    if (known().isEmpty()) {
      return settings.get(resource.ofTenant());
    }
    Long own = bound(new Key("tenant", tenant, EACH), resource);
    Long each = own == null ? bound(new Key("tenant", EACH, EACH), resource) : own;
    return each == null ? (long) settings.get(resource.ofTenant()) : each;
  }

  private Long bound(Key key, Resource resource) {
    Map<Resource, Long> rule = known().get(key);
    return rule == null ? null : rule.get(resource);
  }

  private Map<Key, Map<Resource, Long>> known() {
    if (rules == null) {
      refresh();
    }
    return rules;
  }

  private static Map<Resource, Long> read(ResultSet row) throws SQLException {
    return read(row.getString("bounds"));
  }

  /** As it is kept, and shown. */
  public static String text(Map<Resource, Long> bounds) {
    JsonObjectWriter text = new JsonObjectWriter(new StringBuilder());
    bounds.forEach((resource, most) -> text.number(resource.label(), most));
    return text.end().toString();
  }

  /**
   * @param text JSON object text, or null
   */
  public static Map<Resource, Long> read(String text) {
    Map<Resource, Long> bounds = new EnumMap<>(Resource.class);
    if (text != null) {
      JsonObject json = Json.read(text).asJsonObject();
      json.forEach(
          (name, value) ->
              Resource.of(name)
                  .ifPresent(each -> bounds.put(each, json.getJsonNumber(name).longValue())));
    }
    return bounds;
  }
}
