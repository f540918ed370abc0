/**
 * Language models: what is said to them, what they answer, what it costs. Knows neither agents nor
 * tools nor tasks' handlers.
 */
package org.waybill.model;
