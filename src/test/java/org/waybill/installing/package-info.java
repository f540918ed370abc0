/**
 * Files for installations beyond the embedded default: what can be known of them without the engine
 * that runs them.
 */
package org.waybill.installing;
