/**
 * Task type {@code agent_evaluation}: what a version of an agent would answer to requests that were
 * answered before, and what it would call for it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>No tool is run, not even one that only reads: calls get the results that they got when the
 *       request was answered. So the versions are compared on the same ground, and nothing happens
 *       outside.
 *   <li>Only an operator can begin one, and it reads tasks of its own tenant only.
 *   <li>Each case is a step. A case that cannot be run says why and takes no other along; a model
 *       that is away stops the attempt, and the next one continues.
 * </ul>
 */
package org.waybill.handlers.evaluation;
