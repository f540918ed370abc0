package org.waybill.api.a2a;

import org.waybill.security.Caller;

/**
 * Who calls, and how it spells.
 *
 * @param base where this server is reached: scheme, host and port
 */
record CallContext(Caller caller, ProtocolVersion spelling, String base) {}
