/** API tokens: administrators make, list and revoke them. */
package org.waybill.api.tokens;
