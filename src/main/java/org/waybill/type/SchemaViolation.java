package org.waybill.type;

/**
 * Where and why an input is not what its type's schema allows.
 *
 * @param path JSON pointer into the input; empty for the whole of it
 * @param message in words
 */
public record SchemaViolation(String path, String message) {}
