/**
 * Language models: what is said to them, what they answer, what it costs. Knows neither agents nor
 * tools nor tasks' handlers.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>The clients of the four wire formats are our own, some hundred lines each: a library would
 *       bring Jackson into the application, where it takes JSON-B's place on WildFly, and calls
 *       back on threads that the server does not manage. What is difficult here is to know whether
 *       an answer is whole and which fragment belongs to which call.
 *   <li>A call is read on a thread of its own and passed over a queue, so that whoever waits can
 *       leave at once; the connection is closed then.
 *   <li>Calls of a model that fails again and again are suspended for that model only, so that its
 *       fallback is asked at once.
 *   <li>Once a piece was passed on, no other model continues the answer: the attempt fails, and the
 *       next one begins the answer anew.
 * </ul>
 */
package org.waybill.model;
