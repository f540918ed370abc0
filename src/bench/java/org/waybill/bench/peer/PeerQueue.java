package org.waybill.bench.peer;

/** A peer's library, started. */
interface PeerQueue {

  /** Stores the job durably, in one transaction; returns its id. */
  String submit(Job job);
}
