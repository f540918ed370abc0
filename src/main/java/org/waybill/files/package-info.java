/**
 * Files that are too big for rows: uploads, snapshots, large outputs.
 *
 * <p>Decided here: a key is made by the store and is the only way to a file; names given by callers
 * never become paths. A file appears under its key complete and synced or not at all (written
 * beside, then renamed), so a row that holds a key always has its file. Several nodes share one
 * folder.
 */
package org.waybill.files;
