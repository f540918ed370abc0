/**
 * Messages of voice clients, taken at once and answered by WebSocket, as one of the documents that
 * Waybill was made for wants it: {@code /message/send/async} and {@code /api/queue}.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Fields are named, and numbers written, as that document prints them; every error has {@code
 *       success} and {@code error} besides the members of a problem.
 *   <li>The session is the chat: messages and answers are in {@code /api/chats}. Messages of one
 *       session run side by side, as the document's workers do: a call must not stand still because
 *       an earlier message is tried again.
 *   <li>Whose message it is, is what the token says; {@code user_id} is kept and shown, not
 *       believed.
 *   <li>Results go to every WebSocket of the user: voice clients never subscribe.
 *   <li>Figures and dead letters are the caller's own; an operator's are the tenant's.
 * </ul>
 */
package org.waybill.api.voice;
