package org.waybill.model.log;

import java.time.Instant;
import java.util.UUID;
import org.waybill.model.CallOrigin;
import org.waybill.model.Usage;

/**
 * A call of a model, as it is kept.
 *
 * @param model the configured name
 * @param provider its wire format, such as {@code openai}
 * @param providerModel its name there
 * @param outcome {@link org.waybill.model.CallOutcome#label}
 * @param error why there is no answer, or null
 * @param end why the model stopped: {@code complete}, {@code calls}, {@code length}, {@code
 *     filtered}; null without an answer
 * @param begunAt by the clock of the node that called
 * @param firstPieceMillis until the first piece of text; null if there was none
 * @param contents JSON object of {@link CallContents}; null if it is not kept or was not asked for
 */
public record ModelCallRecord(
    UUID id,
    CallOrigin origin,
    String model,
    String provider,
    String providerModel,
    String outcome,
    String error,
    String end,
    Usage usage,
    Instant begunAt,
    Long firstPieceMillis,
    long durationMillis,
    String contents) {}
