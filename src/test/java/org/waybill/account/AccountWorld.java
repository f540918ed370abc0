package org.waybill.account;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.waybill.config.Settings;
import org.waybill.document.TestDatabase;
import org.waybill.outbound.SafeHttpClient;
import org.waybill.owner.Owner;
import org.waybill.sql.Sql;
import org.waybill.time.Ticker;
import org.waybill.world.Beans;

/** Nodes that share real rows and know these providers. */
public final class AccountWorld {

  public static final Owner ANN = new Owner("acme", "ann");
  public static final Owner BOB = new Owner("acme", "bob");

  private AccountWorld() {}

  /** Keys by id; each seed makes another key. */
  public static String keys(String... ids) {
    StringBuilder keys = new StringBuilder();
    for (String id : ids) {
      byte[] bytes = new byte[32];
      bytes[0] = (byte) id.hashCode();
      keys.append(keys.isEmpty() ? "" : ",")
          .append(id)
          .append('=')
          .append(Base64.getEncoder().encodeToString(bytes));
    }
    return keys.toString();
  }

  /** A node; no accounts are there yet. */
  public static Beans fresh(String providers) {
    Sql.update(TestDatabase.source(), "truncate account, account_connection");
    return node(providers, keys("one"));
  }

  public static Beans node(String providers, String keys) {
    Map<String, String> texts = new HashMap<>();
    texts.put("waybill.account.providers", providers);
    texts.put("waybill.secret.keys", keys);
    texts.put("waybill.outbound.allow", "127.0.0.1");
    Settings settings = new Settings(texts::get);
    return new Beans(Map.of("jdbc/waybill", TestDatabase.source()))
        .with(Ticker.class, new Ticker())
        .with(Settings.class, settings)
        .with(SafeHttpClient.class, new SafeHttpClient(settings, new Ticker()));
  }
}
