/**
 * What WildFly lacks; never in the WAR, but laid over its deployment there.
 *
 * <p>Decided here: MicroProfile Metrics comes as a library, and this package serves what it
 * gathers. The library in the WAR would stand beside the one that other servers bring, and neither
 * could be injected.
 */
package org.waybill.wildfly;
