/**
 * All settings, typed, each with its default and its check. {@link
 * org.waybill.config.KnownSettings} is the complete list; {@link org.waybill.config.Settings} reads
 * it: from MicroProfile Config in a server, from the environment in the launcher, by the same
 * names.
 */
package org.waybill.config;
