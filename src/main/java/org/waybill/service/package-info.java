/**
 * Background services: everything on a node that runs on its own, under supervision.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A service has a name and a thread of its own. A hanging service delays no other one,
 *       heartbeats least of all; periodic jobs are services as well.
 *   <li>Whatever a service throws, errors included, is logged with its name and counted, and the
 *       service is restarted after a pause that grows from 100 ms to 10 s. During the pause, or
 *       when a round takes too long, the node is not ready, and the readiness check names the
 *       service.
 *   <li>The number of threads is not maintained by hand: there is room for more services than
 *       exist, a thread is created only for a service that starts, and one too many stops startup
 *       with a message.
 * </ul>
 */
package org.waybill.service;
