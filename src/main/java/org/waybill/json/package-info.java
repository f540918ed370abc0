/**
 * JSON-P with its provider looked up once: the specification's static methods search for it on
 * every call.
 *
 * <p>Decided here: what a caller sends is looked over before it is parsed ({@link
 * org.waybill.json.Json#readInput}), since parsers recurse per level, make a number of each digit
 * and say of what is beyond their own bounds that it is a fault of the program. Depth, numbers,
 * names and counts have bounds; U+0000 and halves of surrogate pairs, which no database stores, and
 * names that an object has twice, which two readers understand in two ways, are refused. What was
 * stored is read without these bounds ({@link org.waybill.json.Json#read}): it was checked on its
 * way in, or written before there were any.
 */
package org.waybill.json;
