/**
 * Audio and video: fetching them, and the commands ffprobe and ffmpeg.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>ffmpeg reads local files only and never a playlist ({@code -protocol_whitelist}, {@code
 *       -format_whitelist}): it neither calls the network nor reads other files than the given one.
 *       Manifests of streams are read here, and their segments are fetched by {@code
 *       SafeHttpClient} like any other address that a caller names.
 *   <li>Commands run as processes of their own, without the environment of the server, in a folder
 *       of their own. They are killed when the task is cancelled, at their time limit, when they
 *       write more than allowed, and when the server stops.
 *   <li>Segments of one stream are joined byte by byte, as their formats permit; ffmpeg only joins
 *       separate streams of picture and sound.
 * </ul>
 */
package org.waybill.media;
