/** What language models have cost, over HTTP. */
package org.waybill.api.usage;
