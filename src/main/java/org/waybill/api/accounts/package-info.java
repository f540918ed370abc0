/** {@code /api/accounts}: users connect their accounts with other services, and remove them. */
package org.waybill.api.accounts;
