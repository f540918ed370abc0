package org.waybill.notify;

import java.util.List;
import java.util.Set;
import org.waybill.task.EventKind;

/**
 * The part of a webhook that its owner sets.
 *
 * @param allUsers whether it covers all tasks and cameras of the tenant, not only the owner's
 * @param kinds of events of tasks
 * @param cameraEvents such as {@code camera.motion_started}; here or in {@code kinds} is at least
 *     one
 * @param types of tasks, or null for all; likewise {@code queues}
 * @param tags of which a task has at least one, or null for all tasks
 */
public record WebhookSpec(
    String url,
    String description,
    boolean allUsers,
    Set<EventKind> kinds,
    Set<String> cameraEvents,
    List<String> types,
    List<String> queues,
    List<String> tags,
    boolean enabled) {}
