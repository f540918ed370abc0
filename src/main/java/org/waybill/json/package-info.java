/**
 * JSON-P with its provider looked up once: the specification's static methods search for it on
 * every call.
 */
package org.waybill.json;
