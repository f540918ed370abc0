/**
 * {@code /api/notifications}: tells users what happened while they were away.
 *
 * <p>Decision: notifications are personal; operators, too, see only their own.
 */
package org.waybill.api.notifications;
