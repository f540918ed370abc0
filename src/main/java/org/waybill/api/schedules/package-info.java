/** The door to schedules: make, change, pause and run them, and see when they will fire. */
package org.waybill.api.schedules;
