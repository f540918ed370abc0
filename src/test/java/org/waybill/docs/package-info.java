/**
 * The user documentation, held to what it says: every example of {@code src/docs} runs against a
 * server, every page has a title and is linked from the README.
 */
package org.waybill.docs;
