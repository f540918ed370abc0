/**
 * Tools: what agents and {@code tool_execution} tasks can use. A {@link org.waybill.tool.Tool} says
 * what it is in its {@link org.waybill.tool.ToolSpec}; the {@link org.waybill.tool.ToolRunner}
 * checks and runs it. Knows neither agents nor models.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A tool that writes runs as an effect of its task ({@link
 *       org.waybill.handler.TaskContext#effect}): at most once, and in doubt a person is asked.
 *   <li>A call runs on a thread of the tools, not of the worker, so that it can be left behind.
 * </ul>
 */
package org.waybill.tool;
