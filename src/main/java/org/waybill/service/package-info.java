/**
 * Background services: everything of a node that runs by itself, under supervision.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A service has a name and a thread of its own. A hanging one delays no other, heartbeats
 *       least of all; rounds that come again and again are services as well.
 *   <li>Whatever leaves a service's code, errors included, is logged with its name, counted, and
 *       the service starts again after a pause that grows from 100 ms to 10 s. While it pauses, or
 *       when a round has not come back for long, the node is not ready, and says which service it
 *       is.
 *   <li>The threads are not summed by hand: there is room for more services than there are, a
 *       thread is made only for one that starts, and one too many stops the start with a message.
 * </ul>
 */
package org.waybill.service;
