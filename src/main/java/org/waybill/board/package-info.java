/**
 * What the board of questions has in addition to its tasks: snapshots, and audio events.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>A snapshot is a finished question with its plan and answer. What it says stands in a file
 *       of the store, its row says whose it is and which question it answers. The file is there
 *       before the row, and the row is gone before the file: a row always has its file.
 *   <li>Two questions are the same if they are equal without case, surplus space and the signs at
 *       their end. Only the hash of that is indexed.
 *   <li>A snapshot lives as long as its task; those of swept tasks are removed after each sweep.
 * </ul>
 */
package org.waybill.board;
