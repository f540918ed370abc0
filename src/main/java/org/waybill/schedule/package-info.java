/**
 * Schedules: submit a task at the times of a cron expression or an interval.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A firing is one transaction: the due row is locked (other nodes skip it), the task is
 *       stored, {@code next_at} advances. So each due time fires exactly once, whatever crashes,
 *       and there is no leader: every node reads the rows and sleeps until the next one is due.
 *   <li>The expression is evaluated on local time, which has neither gaps nor repetitions, and then
 *       mapped to instants by the rules of the time zone; this gives full control of
 *       daylight-saving changes. A fixed hour is kept (skipped by the change: fires right after it;
 *       repeated: fires once), hourly expressions follow the clock.
 *   <li>The cron parser is part of Waybill. The usual library needs slf4j, which servers bring in
 *       different versions or not at all; it skips times that do not exist; and it does not report
 *       which field was wrong.
 *   <li>Late is not missed: up to 30 seconds late, each due time still fires. What was missed for
 *       longer is made up by one firing, if the last missed time is within the catch-up window.
 *   <li>The waiting limit of a queue does not apply to scheduled tasks: they were agreed to when
 *       the schedule was created. A schedule with overlap {@code queue} is bounded by itself.
 *   <li>Reading a task from JSON belongs to the API; it is called through {@link
 *       org.waybill.schedule.TaskTemplateParser}, so that calls only go down.
 * </ul>
 */
package org.waybill.schedule;
