/**
 * Task type {@code request}: planner, work and responder, each of which leaves its part of the
 * response.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>The plan says by what each question is going to be answered, and the work goes by it: it is
 *       no ornament. A message of questions alone is answered one by one; any other as a whole.
 *   <li>The plan and each answer are steps of the task, with what was thought meanwhile: an attempt
 *       that follows a crash plans nothing twice, and its log tells what really happened.
 *   <li>With {@code session_id}, what was said is kept in the chat of that name, and what was said
 *       there before is known to the agent.
 * </ul>
 */
package org.waybill.handlers.requests;
