/** Task type {@code tool_execution}: one call of one tool. */
package org.waybill.handlers.tool;
