/**
 * {@code /api/webhooks}: who wants to be told of tasks, and what became of it; and how a task is
 * told.
 *
 * <p>Decided here: a webhook tells of its owner's tasks; an operator's may tell of all tasks of the
 * tenant. A secret is shown to whoever may change the webhook, but not in lists.
 */
package org.waybill.api.webhooks;
