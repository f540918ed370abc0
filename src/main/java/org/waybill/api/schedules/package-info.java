/** The API of schedules: create, change, pause and run them, and show when they will fire. */
package org.waybill.api.schedules;
