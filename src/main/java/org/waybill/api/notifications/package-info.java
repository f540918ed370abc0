/**
 * {@code /api/notifications}: what a user finds who comes back.
 *
 * <p>Decided here: notifications are personal; operators, too, see but their own.
 */
package org.waybill.api.notifications;
