/** What language models have cost, and how they were called, over HTTP. */
package org.waybill.api.usage;
