/**
 * Recovery: takes tasks back from dead workers, dispatches again where a dispatch message was lost,
 * ends tasks that missed their deadline, and deletes tasks after their retention. It also starts
 * the background services.
 *
 * <p>Decision: a dispatched task that nobody claimed is dispatched again only if no message in its
 * queue carries its id, so that a long backlog does not fill the broker with copies.
 */
package org.waybill.recovery;
