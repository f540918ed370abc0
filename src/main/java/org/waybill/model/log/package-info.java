/**
 * The record of each call of a language model: what was sent, what came back, how long it took and
 * what it cost. Operators read it to see why an agent did what it did.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A call neither waits for its record nor fails by it. Records wait in a bounded queue for a
 *       thread of their own; those that do not fit, or that the database refuses, are counted.
 *   <li>It is written by one node in short transactions, with the time at which it ended as its
 *       place in lists.
 *   <li>What was said is kept as long as the task that said it, at most; the figures of the call
 *       are kept for a time of their own. What looks like a credential is masked.
 * </ul>
 */
package org.waybill.model.log;
