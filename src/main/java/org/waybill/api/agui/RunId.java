package org.waybill.api.agui;

/**
 * What a client calls its run.
 *
 * @param thread the chat
 * @param parent the run that it follows, or null
 */
record RunId(String thread, String id, String parent) {}
