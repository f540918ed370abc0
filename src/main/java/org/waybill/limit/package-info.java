/**
 * How much one user and one tenant may have of what can be made.
 *
 * <p>Decided here: a limit of a user and one of his tenant hold side by side, both by setting and
 * by a rule of the API. What there is is counted from the rows when something is to be made, under
 * a lock of the tenant, so there is no counter that could drift. Tasks are counted otherwise, since
 * they come by the thousand: see {@code Backlog} in {@code release}. Who is refused is told the
 * limit's name, its size and what is used ({@link org.waybill.limit.Excess}).
 */
package org.waybill.limit;
