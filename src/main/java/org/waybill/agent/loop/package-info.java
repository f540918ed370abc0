/**
 * An agent at work: its model is called, the tools that it asks for are run, and so on until it has
 * answered.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Each call of the model and each call of a tool is a step of the task. A later attempt goes
 *       through the same conversation again and repeats nothing; only what was not finished is
 *       done.
 *   <li>A call has its place in the conversation as its id, not the id that the model gave: models
 *       use ids twice.
 *   <li>Whatever a tool or a model does wrong is a result that the model reads, so that one failing
 *       call takes no other along. Only what a person must decide, and the task's end, stops the
 *       run.
 *   <li>A tool of the client is never run here: the client is told, and the task waits for its
 *       result as for the answer to a question. It is asked after the server's own calls are done.
 *   <li>All that the model says is the answer, also what it says before it calls tools: people have
 *       read it by then.
 * </ul>
 */
package org.waybill.agent.loop;
