/** The decision code on a real database, without server, broker or threads: each step is a call. */
package org.waybill.world;
