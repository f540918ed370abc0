package org.waybill.worker;

import java.util.UUID;

/**
 * A worker whose tasks are to run elsewhere.
 *
 * @param proven whether its process is known to be gone, so that its tasks are charged with a
 *     crash; what is only silent (frozen, cut off, in the way of an outage) or ended in order
 *     charges nobody
 */
public record LostWorker(UUID worker, boolean proven) {}
