package org.waybill.a2a;

/** Another agent called, with the right token. */
public record CallbackReceived() {}
