/** The {@code diagnostic} type: does nothing useful, in every way that the machinery must bear. */
package org.waybill.handlers.diagnostic;
