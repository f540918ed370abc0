/**
 * Task type {@code bulk_operation}: cancels, retries, deletes, replays or clears all tasks that
 * match a filter.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>It walks from its own id to older ones, so it never meets itself or what came after it.
 *   <li>Each task is changed by the same guarded statement as by itself; one that cannot be changed
 *       any more is skipped and counted by its reason.
 *   <li>An attempt that is interrupted begins anew: what it has done is skipped then, since it does
 *       not match or cannot be changed twice. Only a retried task that has failed again since is
 *       retried once more.
 * </ul>
 */
package org.waybill.handlers.bulk;
