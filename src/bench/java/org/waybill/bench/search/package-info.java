/**
 * How well the search of documents finds what is asked: {@code ./mvnw -Pbench -Dbench.only=search},
 * some fifteen minutes on two cores.
 *
 * <p>The documents are what Debian packages ship, fetched by {@code apt-get download} into {@code
 * target/search} and never installed; {@code src/bench/resources/search/documents.tsv} names them.
 * The questions in {@code questions.tsv} beside it are fixed: see {@link org.waybill.questions}.
 *
 * <p>A page is right if its text, read here by PDFBox, matches the answer's regular expression. In
 * HTML and plain text, which have no pages, the whole document is right. The rank of a question is
 * that of the first hit on a right page. Beside Waybill, BM25 ranks the chunks that Waybill has
 * stored, in the same run. The rows per question are in {@code target/bench/search.tsv}.
 */
package org.waybill.bench.search;
