package org.waybill.task;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.waybill.handler.RetryPolicy;

/**
 * A task claimed by a worker for one attempt, with everything needed to run and complete it.
 *
 * @param worker the worker that claimed it
 * @param attempt the attempt number, which together with the worker fences every write: the number
 *     of a claim that a crash of the database has lost is assigned again
 * @param failures failed attempts before this one
 * @param crashes deaths of its worker that it is charged with
 * @param seq number of its {@code started} event
 * @param input JSON text
 * @param answer JSON text of the answer to its question, or null
 * @param traceparent of the submitter, or null
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
