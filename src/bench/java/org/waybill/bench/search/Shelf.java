package org.waybill.bench.search;

import java.nio.file.Path;
import java.util.Map;

/**
 * The documents that could be got.
 *
 * @param documents by the name they are uploaded with
 * @param versions of the packages they come from
 * @param missing the packages that could not be got, and why
 */
record Shelf(
    Map<String, Path> documents, Map<String, String> versions, Map<String, String> missing) {}
