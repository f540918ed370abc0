package org.waybill.camera;

/** A part of a picture, in shares of its width and height. */
public record Box(double x, double y, double width, double height) {}
