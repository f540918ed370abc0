/**
 * The only spelling of JMS outside the message-driven beans: sends hints (ids only) and looks at
 * what lies in a queue.
 *
 * <p>Decided here: hints are NON_PERSISTENT text messages of one or several ids, sent by one thread
 * that nobody waits for. The rows are the truth, so a lost hint costs a second look, never a task.
 */
package org.waybill.queue;
