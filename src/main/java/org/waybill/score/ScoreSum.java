package org.waybill.score;

/** The scores of one name that a version of an agent got. */
public record ScoreSum(int version, String name, long count, double mean, double min, double max) {}
