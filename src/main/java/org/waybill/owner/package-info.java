/** Whose something is: a tenant and one of its users. */
package org.waybill.owner;
