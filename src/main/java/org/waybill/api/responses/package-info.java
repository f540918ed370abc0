/**
 * Open Responses, OpenAI's Responses API: {@code /v1/responses} and {@code /v1/models}.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A model is an agent, and a response is a task of a chat. There is no table: the id names
 *       the task, and what was sent is in the task's input.
 *   <li>A response ends where the task ends or asks something. What follows is another response of
 *       the same task, which begins with a later event; its id has the number of that event.
 *   <li>The streamed events, their numbers and the response itself are computed from the task's
 *       stored events and from its output, by {@link org.waybill.api.responses.ResponseReplay}
 *       alone. So they are the same at each reading, on each node, and a stream resumes anywhere.
 *   <li>What a later attempt repeats is not sent again. If it says something else, the unfinished
 *       message ends as {@code incomplete} and empty, and another one follows.
 *   <li>Only the user's new messages become the turn. What else a client sends is kept and shown as
 *       data; it is no instruction to the agent.
 *   <li>Functions of the client end the response with their calls; the outputs answer the task's
 *       question, and what follows is another response of the same task.
 *   <li>No request approves anything: approvals are decided at {@code /api/approvals}.
 * </ul>
 */
package org.waybill.api.responses;
