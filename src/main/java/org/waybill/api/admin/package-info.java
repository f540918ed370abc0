/**
 * Administration: queues and pauses, limits, retention.
 *
 * <p>Decision: operators act for their own tenant; administrators for any tenant, and for what all
 * tenants share.
 */
package org.waybill.api.admin;
