package org.waybill.model;

import org.waybill.owner.Owner;

/**
 * A call of a model ended on this node.
 *
 * @param agent who called, or null
 * @param model its configured name
 * @param usage none for a call that failed
 * @param done whether it gave a whole answer
 */
public record ModelCalled(Owner owner, String agent, String model, Usage usage, boolean done) {}
