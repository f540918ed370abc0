/**
 * The core: tasks, chat messages and events, and every operation that changes them. It depends on
 * no HTTP, JMS or WebSocket type.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A status changes only by one of the guarded statements of this package: {@code
 *       TaskInserter}, {@code DispatchStore}, {@code TaskClaimer}, {@code ProgressWriter}, {@code
 *       AttemptCompleter}, {@code OrphanRecovery}, {@code TaskCommands}, {@code DeadlineExpiry},
 *       {@code TaskDependencies}, {@code KeyAdmission}. Zero updated rows is a result, not an
 *       error. The database's {@code now()} is the clock.
 *   <li>These statements are SQL because they work on batches; single reads use JPA.
 *   <li>Input, output and partial text are columns of {@code task}: PostgreSQL's TOAST keeps them
 *       apart from 512 bytes on, which saves a second insert. An input or output over 64 KiB is
 *       stored in {@code task_payload} (a claim check) by a second statement of the same
 *       transaction, and the row keeps its size; small values cost no statement. SQL that reads one
 *       uses {@link PayloadStore#inputOf} or {@link PayloadStore#outputOf}, which also find values
 *       that earlier versions stored in the row. A next step is a shared file store or S3 for them:
 *       only {@link PayloadStore} and {@link TaskPayload} know where they are.
 *   <li>Lists read {@link TaskSummary}: a type without these columns cannot read them by mistake.
 *       What a list shows of them is asked for by {@link PayloadQuery}, which is bounded and does
 *       not read a value that is too large, since PostgreSQL knows its size without it.
 *   <li>An attempt is derived from its events: {@code started} and the event that ended it, both
 *       with the attempt number. A table of attempts would repeat them and cost one more write per
 *       task.
 *   <li>The first event of a task, its acceptance, is the row itself and is not written again.
 *   <li>Where a statement finds rows by id, its guard reads {@code status || '' = '…'}: otherwise
 *       the planner would choose one of the small partial indexes, which statistics report as
 *       empty, and read everything that has accumulated in it since, once per id.
 *   <li>Cancelling a task cancels all of its descendants while all their rows are locked; a child
 *       is inserted under its parent's lock, so that none is missed.
 *   <li>Crashes are counted separately from failures: the death of a worker uses an attempt number
 *       but none of the task's tries, until the crash limit is reached. Only a process that has
 *       ended counts as a crash; {@link CrashPolicy} defines which tasks are charged.
 *   <li>Claims are written with asynchronous commit: if PostgreSQL is killed, the last ones are
 *       lost. A row that is queued and one attempt number behind is such a claim; the next write of
 *       its worker restores it ({@code LostClaims}).
 *   <li>Every failure has a {@link Reason} code in addition to its text. No decision depends on the
 *       text.
 *   <li>After a commit the {@link CommitListener} is called; everyone else receives events, each
 *       observer guarded separately.
 * </ul>
 */
package org.waybill.task;
