package org.waybill.speech;

/**
 * Event: a part of a recording was sent to the transcription server.
 *
 * @param result {@code completed} or {@code failed}
 * @param seconds of the recording
 */
public record PartTranscribed(String result, double seconds) {}
