package org.waybill.task;

import java.time.Instant;

/**
 * A committed, numbered event of a task.
 *
 * @param task the task
 * @param seq number of the event within its task, from 1 without gaps
 * @param attempt the attempt it belongs to; 0 before the first
 * @param data JSON object text, or null
 */
public record TaskEvent(
    TaskRef task, int seq, EventKind kind, Instant at, int attempt, String data) {}
