package org.waybill.files;

/**
 * A file in the store.
 *
 * @param key how to get it back
 * @param size in bytes
 * @param sha256 of its content, in lower-case hexadecimal
 */
public record StoredFile(String key, long size, String sha256) {}
