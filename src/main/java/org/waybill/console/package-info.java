/**
 * Serves the console's static pages.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A servlet of our own rather than the server's: its answers are the same on every server,
 *       its ETags come from the content (a reproducible build gives all files one date, so dates
 *       cannot tell an old file from a new one), and only types that a page needs are served, also
 *       out of the jars that bring the console's one library.
 *   <li>The page holds no script but the import map, and no style. The map's hash is computed from
 *       the page that is served, so the two cannot drift apart.
 *   <li>The token lives in the page only, never in a cookie: there is no session here to steal or
 *       to forge requests with.
 * </ul>
 */
package org.waybill.console;
