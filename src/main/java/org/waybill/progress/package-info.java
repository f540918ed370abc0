/**
 * Live progress: a WebSocket catches up from the rows, then follows what is committed.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Facts of one task may arrive in another order than they were committed. A feed sends a
 *       task's events strictly by number; where one is missing it reads from the rows, which are
 *       complete up to the number that has arrived.
 *   <li>A client that does not read fast enough is told to come back and is closed; it resumes
 *       after the last number it saw.
 *   <li>A browser cannot set headers on a WebSocket, so the token may also come as a subprotocol
 *       {@code bearer.<token>}, beside {@code waybill.v1}, which is the one that is answered.
 * </ul>
 */
package org.waybill.progress;
