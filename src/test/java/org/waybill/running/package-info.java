/**
 * The built product as a child process, for tests that see it from outside.
 *
 * <ul>
 *   <li>Nothing of the product's code is called: a test starts the launcher as an operator does,
 *       speaks HTTP, and ends processes by signals.
 *   <li>Ports come from below the system's ephemeral range, or an outgoing connection could take
 *       one between two starts on the same data.
 *   <li>Data folders and output stay under {@code target/running} for reading after a failure.
 * </ul>
 */
package org.waybill.running;
