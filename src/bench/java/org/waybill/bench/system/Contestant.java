package org.waybill.bench.system;

import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** One system, up and listening, in a process of its own. */
public interface Contestant extends AutoCloseable {

  Kind kind();

  URI base();

  /** The request that submits one task which echoes a text of some 200 bytes after a sleep. */
  byte[] submission(int sleepMs);

  Ledger ledger();

  /** When the handlers of these tasks started, by the system's own word. */
  Map<String, Instant> starts(Set<String> ids) throws SQLException;

  /** The JVM that accepts and executes. */
  long pid();

  @Override
  void close();
}
