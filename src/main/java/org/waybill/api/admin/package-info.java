/**
 * What operators look at and decide: queues and pauses, limits, retention.
 *
 * <p>Decided here: an operator decides for the own tenant, an administrator for any, and for what
 * all tenants share.
 */
package org.waybill.api.admin;
