/**
 * What a person has to agree to before it is done.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>An approval is a row of its own, bound to the task, the call and a digest of its arguments.
 *       The task's question of kind {@code approval} only names it: no answer to a question, over
 *       whatever interface, approves anything.
 *   <li>A decision and the task's going on are one transaction. Of several approvals of a task, the
 *       last decision lets it go on.
 *   <li>It expires by the database's clock, in the statement that decides, and once more in the one
 *       that lets the call begin. A decision in the last moment has ten seconds for that.
 *   <li>What was refused or has expired is marked as taken by the task, so that a retry of the task
 *       asks again.
 * </ul>
 */
package org.waybill.approval;
