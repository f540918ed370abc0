package org.waybill.model;

/**
 * A tool that a model may ask for.
 *
 * @param arguments JSON Schema of an object
 */
public record OfferedTool(String name, String description, String arguments) {}
