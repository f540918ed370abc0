/** The list of tools over HTTP. */
package org.waybill.api.tools;
