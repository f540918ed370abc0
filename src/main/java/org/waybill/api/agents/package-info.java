/** Agents over HTTP: which there are, and a tenant's own versions of them. */
package org.waybill.api.agents;
