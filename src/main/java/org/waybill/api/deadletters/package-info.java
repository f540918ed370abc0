/**
 * Dead letters: tasks that failed for good, listed, handed over anew or cleared.
 *
 * <p>Decided here: few are replayed or cleared at once, more by a bulk task that can be watched and
 * stopped.
 */
package org.waybill.api.deadletters;
