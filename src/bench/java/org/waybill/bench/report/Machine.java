package org.waybill.bench.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.waybill.bench.system.Postgres;

/** On what was measured; without it no number can be compared. */
public final class Machine {

  private static final String[] DATABASE = {
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "wal_sync_method",
    "shared_buffers",
    "max_wal_size"
  };

  private Machine() {}

  public static Map<String, String> describe() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", memory());
    facts.put("os", property("os.name") + " " + property("os.version") + " " + property("os.arch"));
    facts.put("jdk", property("java.vm.name") + " " + property("java.runtime.version"));
    facts.put("versions", property("bench.versions"));
    return facts;
  }

  public static Map<String, String> describe(Postgres postgres) throws SQLException {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String setting : DATABASE) {
      facts.put("postgres " + setting, postgres.setting(setting));
    }
    return facts;
  }

  private static String memory() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return (system.getTotalMemorySize() >> 20) + " MiB";
  }

  private static String property(String name) {
    return System.getProperty(name, "");
  }
}
