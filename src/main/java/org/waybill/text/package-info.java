/**
 * Processing of callers' texts in time linear in their length.
 *
 * <p>Decision: a caller's text is untrusted. A regular expression that can match one position in
 * two ways can be given a text that makes it backtrack a billion times, and a thread that is busy
 * in a regular expression cannot be stopped. So texts without a short limit are scanned by hand,
 * each character a bounded number of times. Three JDK methods with quadratic time are replaced
 * here: {@code toLowerCase} (a word of capital sigmas), {@code Normalizer} (a run of combining
 * marks) and {@code BreakIterator} for sentences (a full stop before each bracket).
 */
package org.waybill.text;
