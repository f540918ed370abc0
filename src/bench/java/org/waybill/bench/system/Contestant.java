package org.waybill.bench.system;

import java.net.URI;

/** One system, up and listening, in a process of its own. */
public interface Contestant extends AutoCloseable {

  Kind kind();

  URI base();

  /** The request that submits one task which echoes a text of some 200 bytes after a sleep. */
  byte[] submission(int sleepMs);

  Ledger ledger();

  /** The JVM that accepts and executes. */
  long pid();

  @Override
  void close();
}
