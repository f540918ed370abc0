/**
 * Faults that are made on purpose, and a checker that reads what happened.
 *
 * <p>{@code ./mvnw verify -Pfaults} runs the {@code *FaultIT} classes; the usual build runs only
 * the tests of the checker itself.
 *
 * <ul>
 *   <li>A {@link org.waybill.faults.History} is put together from four sources that do not know
 *       each other: what clients were answered, what the rows say, what handlers wrote down outside
 *       the database, and what live streams delivered.
 *   <li>{@link org.waybill.faults.HistoryChecker} knows the rules and no server. Each {@link
 *       org.waybill.faults.Rule} has a history, made by hand, that breaks it.
 *   <li>A scenario has users of its own, so that its rows are known without help of the product.
 *   <li>How long a fault lasts is the one thing that is waited for by the clock here.
 *   <li>Nothing is tried twice: what happens once in ten runs is what is looked for.
 * </ul>
 */
package org.waybill.faults;
