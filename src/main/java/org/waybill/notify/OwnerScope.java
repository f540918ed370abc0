package org.waybill.notify;

/**
 * Whose webhooks, deliveries or notifications.
 *
 * @param userId null for all of the tenant
 */
public record OwnerScope(String tenant, String userId) {}
