package org.waybill.api.a2a;

import org.waybill.security.Caller;

/**
 * Who calls, and how it spells.
 *
 * @param base where this server is reached: scheme, host and port
 */
record Peer(Caller caller, Spelling spelling, String base) {}
