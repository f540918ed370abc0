/**
 * Schedules: hand over a task each time that a cron expression or an interval says so.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A firing is one transaction: the due row is locked (whoever comes second passes over it),
 *       the task is stored, {@code next_at} moves on. So each nominal time fires exactly once,
 *       whoever dies when, and there is no leader: every node looks at its rows and sleeps until
 *       the next one is due.
 *   <li>The expression is evaluated on local time, which has neither gaps nor repetitions, and then
 *       mapped to instants by the zone's rules: only so the rules for changed clocks are ours. A
 *       named hour is kept (skipped: at once after the change; shown twice: once), each-hour
 *       expressions follow the clock.
 *   <li>The cron reader is our own. The usual library needs slf4j, which the servers bring in
 *       different versions or not at all; it passes over skipped times; and it does not say which
 *       field was wrong.
 *   <li>Late is not missed: up to 30 seconds each nominal time still fires. Of what was missed for
 *       longer, one firing makes up, if the last of them lies in the catch-up window.
 *   <li>Scheduled tasks are not bounded by what may wait in a queue: they were agreed to when the
 *       schedule was made. A schedule that queues is bounded by itself.
 *   <li>What reads a task from JSON is a door's; it is asked through {@link
 *       org.waybill.schedule.TaskTemplateParser}, so that calls go down.
 * </ul>
 */
package org.waybill.schedule;
