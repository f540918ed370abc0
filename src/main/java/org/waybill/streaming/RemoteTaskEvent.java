package org.waybill.streaming;

import org.waybill.task.TaskEvent;

/**
 * Another node has told what it committed.
 *
 * @param event its data may be missing
 */
public record RemoteTaskEvent(TaskEvent event) {}
