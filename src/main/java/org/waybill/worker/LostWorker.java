package org.waybill.worker;

import java.util.UUID;

/**
 * A worker whose tasks are to run elsewhere.
 *
 * @param proven whether its process is known to have ended, so that its tasks are charged with a
 *     crash; tasks of a worker that only sends no heartbeat (frozen, disconnected, affected by an
 *     outage) or shut down cleanly are not charged
 */
public record LostWorker(UUID worker, boolean proven) {}
