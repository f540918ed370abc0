/**
 * AG-UI, the protocol between front ends and agents, at {@code /agui/{agent}}: version 1.0 over
 * server-sent events.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A thread is the caller's chat of that id, and a run a task of that chat. The run does not
 *       depend on its request: a repeated one shows it again, from its beginning.
 *   <li>Only the last message of the user becomes part of the chat. The history is the chat's own;
 *       whatever else the client sends along instructs nobody.
 *   <li>A question ends the run with an interrupt. Its answer is stored in the transaction that
 *       lets the task continue, together with the run that gave it: a repeated resume is
 *       recognised, and a different one is an error.
 *   <li>Calls of the client's own tools end the run as a success with pending calls, which is the
 *       protocol's form for them; the messages with their results are stored like the answer to a
 *       question.
 *   <li>An approval is never given here.
 *   <li>What an earlier attempt has shown already is not shown again; see {@link
 *       org.waybill.api.agui.AnswerText}.
 * </ul>
 */
package org.waybill.api.agui;
