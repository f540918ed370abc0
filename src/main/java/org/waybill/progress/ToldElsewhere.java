package org.waybill.progress;

import org.waybill.task.TaskEvent;

/**
 * Another node has told what it committed.
 *
 * @param event its data may be missing
 */
public record ToldElsewhere(TaskEvent event) {}
