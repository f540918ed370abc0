package org.waybill.task;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.waybill.handler.RetryPolicy;

/**
 * A task claimed by a worker for one attempt, with everything needed to run and complete it.
 *
 * @param worker who won it
 * @param attempt the number that fences every write, with the worker: a claim that a crash of the
 *     database has forgotten leaves its number to be given again
 * @param failures attempts that failed before this one
 * @param crashes deaths of its worker that it is charged with
 * @param seq number of its {@code started} event
 * @param input JSON text
 * @param answer JSON text of the answer to its question, or null
 * @param traceparent of whoever handed the task over, or null
 */
public record Claim(
    TaskRef task,
    UUID worker,
    int attempt,
    int failures,
    int crashes,
    Duration timeout,
    RetryPolicy retries,
    Instant startedAt,
    int seq,
    String input,
    String answer,
    String traceparent) {}
