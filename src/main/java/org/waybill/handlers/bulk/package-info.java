/**
 * Task type {@code bulk_operation}: cancels, retries, deletes, replays or clears all tasks that
 * match a filter.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>It walks from its own id to older ones, so it never meets itself or later tasks.
 *   <li>Each task is changed by the same guarded statement as a single operation; one that cannot
 *       be changed any more is skipped and counted by reason.
 *   <li>An interrupted attempt starts again: tasks that are done are skipped, because they no
 *       longer match or cannot be changed twice. Only a retried task that has failed again since is
 *       retried once more.
 * </ul>
 */
package org.waybill.handlers.bulk;
