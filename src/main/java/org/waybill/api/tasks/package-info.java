/** The core API: hand over tasks, look at them, steer them. */
package org.waybill.api.tasks;
