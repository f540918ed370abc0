/**
 * Client of the Agent2Agent protocol, versions 1.0 and 0.3: other agents as tools.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A small client of our own: the official one for Java brings a runtime of its own and
 *       follows no rules for outgoing calls.
 *   <li>A message is sent as an effect of the task. Its id is the same in every attempt, and the id
 *       of the peer's task is stored as soon as it is known: a later attempt asks for that task and
 *       does not delegate again.
 *   <li>A stream only shows progress. What became of a task is always asked for: streams break, and
 *       some end before they have said everything.
 *   <li>The peer's task is cancelled when the task that delegated it has ended, by a service that
 *       looks at rows: a cancelled task may have no attempt that runs, or its node may be gone.
 *   <li>A card may name addresses elsewhere. Credentials are sent to no other host than configured.
 * </ul>
 */
package org.waybill.a2a;
