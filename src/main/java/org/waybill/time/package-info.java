/**
 * Where time comes from.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Everything that measures how long something takes, or waits for an instant to come, asks a
 *       {@link org.waybill.time.Ticker}; everything that needs the date and the time of day asks an
 *       injected {@link java.time.Clock}. Both are injected into beans and passed to the
 *       constructors of other objects, so a test can set the time instead of waiting for it.
 *   <li>{@code ArchitectureTest} forbids the system's clocks outside of this package. The package
 *       {@code consumer} is an archive of its own and has one class for this, {@code NanoTime}.
 *   <li>Both are of pseudo-scope {@code Dependent}: there is no proxy between a hot path and the
 *       system's clock.
 *   <li>Rows are compared with the database's {@code now()}, never with the clock of a node.
 * </ul>
 */
package org.waybill.time;
