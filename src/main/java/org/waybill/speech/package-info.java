/**
 * Speech to text: a transcription server, and recordings that are too long for it.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>A recording is cut in the middle of a pause. Where to cut is counted in samples, so the
 *       times of a part are exact whatever is before it.
 *   <li>Parts overlap by a second, so that no word is lost at a cut. What is transcribed twice
 *       counts where its middle is; what two parts still have in common, word by word, counts once.
 *   <li>The parts are read from a WAV file while they are sent, and are never in memory as a whole.
 *   <li>The server is named by the settings and may be anywhere, like that of a language model.
 *       Users read none of its messages, which may contain its address or key.
 * </ul>
 */
package org.waybill.speech;
