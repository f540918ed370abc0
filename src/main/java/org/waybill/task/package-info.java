/**
 * The heart: tasks, messages and events, and every verb that changes them. Knows no HTTP, no JMS
 * and no WebSocket.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A status changes only by one of the guarded statements of this package: {@code
 *       TaskInserter}, {@code DispatchStore}, {@code TaskClaimer}, {@code ProgressWriter}, {@code
 *       AttemptCompleter}, {@code Recovering}, {@code TaskCommands}, {@code DeadlineExpiry}, {@code
 *       TaskDependencies}, {@code KeyAdmission}. No row changed is an answer, not an error. The
 *       database's {@code now()} decides.
 *   <li>These statements are SQL because they work on batches; reading is JPA.
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
 *   <li>An attempt is what its events say: {@code started} and the event that ended it, both with
 *       its number. A table of attempts would repeat them and cost a write for each task.
 *   <li>A task's first event, that it was accepted, is its row and is not written a second time.
 *   <li>Where a statement finds rows by their ids, its guard reads {@code status || '' = '…'}: the
 *       planner would otherwise take one of the small partial indexes, which statistics call empty,
 *       and read through all that has piled up in it since, for each id again.
 *   <li>Whoever cancels a task cancels all that descend from it, under the locks of all their rows;
 *       a child is stored under its parent's lock, so that none escapes.
 *   <li>Crashes are counted apart from failures: a worker's death uses up an attempt number, not
 *       one of the task's tries, until it has happened too often. Only a process that is gone
 *       counts; whom it is charged to is said in {@link CrashPolicy}.
 *   <li>Claims are written relaxed: where PostgreSQL is killed, it forgets the last of them. A row
 *       that is queued and one number behind is such a claim, and its worker's next write makes it
 *       good ({@code LostClaims}).
 *   <li>Every failure has a {@link Reason} beside its text. No decision reads the text.
 *   <li>After a commit the {@link CommitListener} is called; all others are told by events, each
 *       guarded.
 * </ul>
 */
package org.waybill.task;
