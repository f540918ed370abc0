/**
 * JSON-P with its provider looked up once: the specification's static methods look it up on every
 * call.
 *
 * <p>Decision: input from callers is checked before it is parsed ({@link
 * org.waybill.json.Json#readInput}), because parsers recurse per level, build a number from every
 * digit, and report what exceeds their own limits as a program error. Depth, numbers, names and
 * counts are bounded; U+0000 and unpaired surrogates, which no database stores, and duplicate names
 * in an object, which two readers may understand differently, are rejected. Stored JSON is read
 * without these limits ({@link org.waybill.json.Json#read}): it was checked on its way in, or
 * written before the limits existed.
 */
package org.waybill.json;
