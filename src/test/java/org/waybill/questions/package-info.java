/**
 * The questions that the benchmark asks the search of documents, {@code
 * src/bench/resources/search/questions.tsv}, and what is checked about them without the documents.
 *
 * <p>The questions were written from the documents' text alone and committed before any search was
 * measured with them. Whoever changes the search must not change them.
 */
package org.waybill.questions;
