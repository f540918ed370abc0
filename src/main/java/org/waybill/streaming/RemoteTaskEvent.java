package org.waybill.streaming;

import org.waybill.task.TaskEvent;

/**
 * Event: another node has reported a committed task event.
 *
 * @param event its data may be missing
 */
public record RemoteTaskEvent(TaskEvent event) {}
