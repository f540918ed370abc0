package org.waybill.worker;

/** Why a running attempt is interrupted. */
enum StopReason {
  CANCELLED,
  TIMED_OUT,
  /** Another attempt, or the end of the task, has overtaken it: nothing it writes counts. */
  FENCED,
  /** The node is going down in order: the task runs again elsewhere, at no cost to its tries. */
  NODE_STOPS
}
