/** What users want agents to know, over HTTP. */
package org.waybill.api.facts;
