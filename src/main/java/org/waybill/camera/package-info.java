/**
 * Cameras: their rows, their frames, and what there is to see in a frame.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A frame is compared with a baseline, the mean and the deviation of each pixel of a small
 *       grey picture, after the light of both was made the same. A frame that is dark, blurred,
 *       frozen or late teaches the baseline nothing.
 *   <li>Zones and boxes are shares of the picture, so that another size moves none. A new size
 *       begins a new baseline.
 *   <li>One frame of a camera waits at a time; another one is rejected until it was analysed. So a
 *       camera cannot fill a queue, and its frames are analysed in order.
 *   <li>Cameras are polled by the database's clock. A node claims one by moving its next time, so
 *       each time is one node's. It claims one only if a lane is free to ask it.
 *   <li>Of a stream of pictures the first one is read, and no more: a connection that stays open
 *       for each camera would cost what its pictures cost, whether they are looked at or not.
 *   <li>A model is asked about one frame of a camera at a time, after the frame was analysed. An
 *       answer that does not come costs neither the analysis nor its events.
 * </ul>
 */
package org.waybill.camera;
