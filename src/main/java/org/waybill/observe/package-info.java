/** What operators look at: health, metrics. Observes facts; nothing depends on it. */
package org.waybill.observe;
