/**
 * What is done to texts that callers wrote, in time that grows with their length and no faster.
 *
 * <p>Decided here: a caller's text is hostile until read. An expression that can try one place of
 * it twice will be given a text that makes it do so a billion times, and no thread that is busy
 * with a regular expression can be stopped. So texts without a short limit are scanned by hand,
 * each character a bounded number of times. Three methods of the JDK grow with the square of what
 * they are given and are replaced here: {@code toLowerCase} (a word of capital sigmas), {@code
 * Normalizer} (a run of marks) and {@code BreakIterator} for sentences (a full stop before each
 * bracket).
 */
package org.waybill.text;
