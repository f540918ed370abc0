package org.waybill.api.agui;

import java.util.function.Predicate;
import org.waybill.task.Task;
import org.waybill.task.TaskEvent;

/**
 * The task of a run.
 *
 * @param after the event with which the run before it has ended; null for the first run
 */
record RunTask(Task task, Predicate<TaskEvent> after) {}
