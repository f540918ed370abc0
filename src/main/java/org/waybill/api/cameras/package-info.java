/**
 * The API of cameras: their owners manage them, and read frames and events; devices send frames.
 *
 * <p>Decided here: what a device's token may do is checked where callers are authenticated, for all
 * interfaces; here only whether it is this camera's.
 */
package org.waybill.api.cameras;
