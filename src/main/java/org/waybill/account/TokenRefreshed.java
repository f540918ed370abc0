package org.waybill.account;

/**
 * This node has asked a provider for a fresh token.
 *
 * @param done whether it got one
 */
public record TokenRefreshed(String provider, boolean done) {}
