/**
 * Dead letters: tasks that failed for good; listed, replayed or cleared.
 *
 * <p>Decision: a small number is replayed or cleared at once, more by a bulk task that can be read
 * and cancelled.
 */
package org.waybill.api.deadletters;
