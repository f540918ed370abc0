/** Approvals over HTTP: the only interface that decides about them. */
package org.waybill.api.approvals;
