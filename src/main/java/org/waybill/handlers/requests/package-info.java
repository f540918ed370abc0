/**
 * Task type {@code request}: planner, work and responder, each of which contributes a part of the
 * response.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The plan states what answers each question, and the work follows it. A message that
 *       consists only of questions is answered one by one; any other as a whole.
 *   <li>The plan and each answer are steps of the task, with their thinking log: an attempt after a
 *       crash plans nothing twice, and its log shows what really happened.
 *   <li>With {@code session_id}, the messages are stored in the chat with that id, and its earlier
 *       messages are passed to the agent.
 * </ul>
 */
package org.waybill.handlers.requests;
