/**
 * Calls to addresses that callers name: the address of a webhook, a file to be fetched. Such a call
 * must not become a way into the network that this server stands in.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Only http and https, no user in the URL, ports 80, 443 and those from 1024 on, and public
 *       addresses alone: all that a name resolves to must be public. What operators allow by {@code
 *       WAYBILL_OUTBOUND_ALLOW} is exempt, by its name or by its network.
 *   <li>The socket is opened here, to the address that was checked, and TLS and the Host header get
 *       the name. A name that resolves differently a moment later (DNS rebinding) therefore leads
 *       nowhere: nobody looks it up a second time.
 *   <li>The protocol on that socket is left to Apache HttpComponents Core, the part of HttpClient
 *       that reads and writes HTTP/1.1. It is given a connected socket and knows no names, proxies,
 *       redirects, cookies, credentials, retries or pools, so that none of them has to be switched
 *       off, and it brings no other library. The JDK's client resolves by itself and cannot be told
 *       the address.
 *   <li>One request per connection: nothing is shared between callers, and nothing is kept.
 *   <li>Of a body no more is read than allowed, counted after decompression, so that a compression
 *       bomb is cut off as any other large body is. Only gets ask for compressed answers (gzip);
 *       what answers a post is read for its first lines, and comes as it is.
 *   <li>A redirect is a new call, checked as the first was; five at most, and none from https to
 *       http. Posts are not redirected.
 *   <li>One time-out covers connecting, writing and reading, however slowly the other side drips.
 *       Interrupting the thread closes the connection. Only the system's resolver is not in our
 *       hand: how long it takes to look a name up, its own settings say.
 *   <li>Not closed: a public address behind which somebody relays to a private one, and a proxy
 *       that the machine's network demands; a firewall is the place for both. Proxy settings of the
 *       JVM are ignored.
 * </ul>
 */
package org.waybill.outbound;
