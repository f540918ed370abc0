package org.waybill.owner;

/**
 * Whose something is.
 *
 * @param userId null where all of the tenant is meant
 */
public record Owner(String tenant, String userId) {}
