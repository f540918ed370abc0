/** The tools that Waybill brings; each is a CDI bean that the registry finds. */
package org.waybill.tool.builtin;
