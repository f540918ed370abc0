package org.waybill.bench.system;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** All systems of a run, up, on one PostgreSQL server; closing it ends them. */
public final class Yard implements AutoCloseable {

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<Contestant> contestants = new ArrayList<>();
  private Postgres postgres;

  private Yard() {}

  /**
   * Starts the systems.
   *
   * @param concurrency how many tasks each may execute at once
   */
  public static Yard start(Set<Kind> systems, Concurrency concurrency)
      throws IOException, SQLException {
    var yard = new Yard();
    try {
      yard.startAll(systems, concurrency);
      return yard;
    } catch (IOException | SQLException | RuntimeException e) {
      yard.close();
      throw e;
    }
  }

  private void startAll(Set<Kind> systems, Concurrency concurrency)
      throws IOException, SQLException {
    Waybill waybill = Waybill.start(concurrency.settings());
    open.add(waybill);
    postgres = waybill.postgres();
    if (systems.contains(Kind.WAYBILL)) {
      contestants.add(waybill);
    }
    List<String> jvmFlags = waybill.jvmFlags();
    for (Kind kind : systems) {
      if (kind != Kind.WAYBILL) {
        Peer peer = Peer.start(kind, postgres, concurrency.of(kind), jvmFlags);
        open.add(peer);
        contestants.add(peer);
      }
    }
  }

  public Postgres postgres() {
    return postgres;
  }

  /** The systems in an order that turns with the round, so that none is always first. */
  public List<Contestant> inTurn(int round) {
    List<Contestant> turned = new ArrayList<>(contestants);
    Collections.rotate(turned, -round);
    return turned;
  }

  @Override
  public void close() {
    Collections.reverse(open);
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        System.err.println("Could not end " + one + ": " + e);
      }
    }
    open.clear();
  }
}
