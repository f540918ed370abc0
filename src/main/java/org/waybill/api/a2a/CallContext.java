package org.waybill.api.a2a;

import org.waybill.security.Caller;

/**
 * The caller, and the protocol version of the call.
 *
 * @param base public base URL of this server
 */
record CallContext(Caller caller, ProtocolVersion version, String base) {}
