/**
 * Limits on what one user and one tenant may create.
 *
 * <p>Decision: a limit of a user and one of the user's tenant apply together, each from a setting
 * or from a rule set by the API. Usage is counted from the rows when something is created, under a
 * lock of the tenant, so no counter can drift. Tasks are counted differently because of their
 * number: see {@code BacklogLimit} in {@code dispatch}. A rejected caller gets the limit's name,
 * its size and the usage ({@link org.waybill.limit.Excess}).
 */
package org.waybill.limit;
