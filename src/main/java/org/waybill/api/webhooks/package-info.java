/**
 * {@code /api/webhooks}: webhooks, their deliveries, and the body of a delivery.
 *
 * <p>Decisions: a webhook gets the events of its owner's tasks; that of an operator may get those
 * of all tasks of the tenant. A secret is shown to everyone who may change the webhook, but not in
 * lists.
 */
package org.waybill.api.webhooks;
