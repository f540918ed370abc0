package org.waybill.handlers.chat;

import java.util.List;
import org.waybill.agent.Citation;

/**
 * A finished question.
 *
 * @param plan how it was answered, step by step
 * @param snapshotId of the snapshot that was stored
 */
public record BoardOutput(
    String answer, String agent, List<String> plan, List<Citation> citations, String snapshotId) {}
