package org.waybill.progress;

import org.waybill.task.TaskEvent;

/**
 * Another node has told what it committed.
 *
 * @param event its data may be missing
 */
record ToldElsewhere(TaskEvent event) {}
