package org.waybill.handler;

import java.util.UUID;

/**
 * A child task of this task.
 *
 * @param status as the API shows it, such as {@code completed}
 * @param ended whether it has ended, in whatever way
 * @param output JSON text, or null
 * @param error what went wrong, or null
 */
public record Child(
    UUID id, String type, String status, boolean ended, String output, String error) {}
