/**
 * The board of a voice assistant, as one of the documents that Waybill was made for wants it:
 * questions go from todo over run to done or dead.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>The board shows the questions that were pushed through it, and of those the caller's own;
 *       an operator may ask for another user's.
 *   <li>A queue is answered twice: as objects, and as the list items that the document's page puts
 *       into its lists, with all that people wrote escaped.
 *   <li>Frames of the board go to WebSockets that have identified themselves or subscribed. They
 *       are made on another thread than the one that publishes the events: sizes of queues at most
 *       ten times a second for each user, and none while no WebSocket of that user shows the board.
 *   <li>A confirmation is answered by the usual {@code POST /api/tasks/{id}/input}.
 * </ul>
 */
package org.waybill.api.board;
