/**
 * The night watch: starts the engine, takes tasks back from dead workers, hints again where a hint
 * was lost, ends what came too late, and deletes what was kept long enough.
 *
 * <p>Decided here: a released task that nobody claimed is hinted again only if no message in its
 * queue stands for it, so that a long line does not fill the broker with copies.
 */
package org.waybill.recovery;
