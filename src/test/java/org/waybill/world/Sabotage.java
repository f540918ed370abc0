package org.waybill.world;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A data source whose statements lack a part: what does the product do without it? */
public final class Sabotage {

  private final String part;
  private final String instead;
  private final AtomicInteger hits = new AtomicInteger();

  /** Replaces this part of every statement that has it. */
  public Sabotage(String part, String instead) {
    this.part = part;
    this.instead = instead;
  }

  /** How many statements had the part. */
  public int hits() {
    return hits.get();
  }

  public DataSource of(DataSource rows) {
    return proxy(DataSource.class, rows);
  }

  private <T> T proxy(Class<T> type, T target) {
    Object proxy =
        Proxy.newProxyInstance(
            Sabotage.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, given) -> {
              Object[] arguments = given;
              if (method.getName().equals("prepareStatement") && given[0] instanceof String sql) {
                arguments = given.clone();
                arguments[0] = without(sql);
              }
              try {
                Object result = method.invoke(target, arguments);
                return result instanceof Connection c && type == DataSource.class
                    ? proxy(Connection.class, c)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }

  private String without(String sql) {
    if (!sql.contains(part)) {
      return sql;
    }
    hits.incrementAndGet();
    return sql.replace(part, instead);
  }
}
