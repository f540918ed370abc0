/**
 * Agents as data: what each is told, what it may use and how far it may go. Files bring those that
 * every tenant has, rows those of a tenant; both have one format.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A version never changes; a row of {@code agent} says which one is current and which one is
 *       tried. Both are read at the start of each run, so that a change is in force at once on all
 *       nodes, without a cache.
 *   <li>A chat stays on the version that its last message was answered by.
 *   <li>Version 0 is that of a file.
 * </ul>
 */
package org.waybill.agent.definition;
