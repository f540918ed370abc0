/**
 * The broker and the way to it, as a Jakarta Connectors resource adapter of its own archive ({@code
 * artemis.rar}); never in the WAR.
 *
 * <ul>
 *   <li>A subclass of Artemis' adapter starts the embedded broker, since no other place in a server
 *       comes before the first consumer and after the last.
 *   <li>It only sends and connects: its way to message-driven beans goes deaf when a session fails
 *       over while messages wait. They get their messages from {@code org.waybill.consumer}.
 *   <li>Connections never fail over by themselves.
 *   <li>The embedded broker refuses what it could not hand over: it takes the consumer away that it
 *       fails to give a message to, and the message goes on to the next.
 *   <li>The consumer window is 0, so that a slow task never holds others back in a client's buffer.
 * </ul>
 */
package org.waybill.adapter;
