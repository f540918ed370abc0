/** Chats: a message is handed over, the answer comes into the pending message. */
package org.waybill.api.chat;
