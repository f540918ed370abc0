/**
 * The embedded default: database, broker and server by one command; on no production path.
 *
 * <ul>
 *   <li>A small launcher process starts PostgreSQL, migrates it, then starts one Payara Micro JVM
 *       (broker first, then the application), and outlives both, so that an orderly stop goes from
 *       the server to the database.
 *   <li>Children notice the launcher's death by the end of their standard input. No process is left
 *       behind, however it ended, and the next start recovers by itself.
 *   <li>Migrations run here, before the server: consumers get messages before any start-up code of
 *       the application has ended.
 *   <li>Payara is unpacked at build time. Each start gets a fresh root folder, since a re-used one
 *       deploys everything twice.
 * </ul>
 */
package org.waybill.launch;
