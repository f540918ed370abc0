/**
 * Answers questions: embeddings, retrieval from the caller's documents, the local agent, and the
 * way to a language model.
 *
 * <p>Decided here:
 *
 * <ul>
 *   <li>Without a configured model the answer comes from {@link org.waybill.agent.LocalAgent},
 *       whose name in {@code agent} says that there is no model. Tools first (dates, sums), then
 *       quotes with document, page and score, else "not found": nothing is guessed. The name is a
 *       field and never part of a text, which may be spoken.
 *   <li>A passage answers if its best sentence means the same (cosine 0.60), or nearly (0.40) and
 *       shares words with the question, or has all of them (0.30). Codes such as {@code INC-20391}
 *       must stand in the passage literally, since the model cannot tell them apart. Measured on
 *       English and German questions inside and outside of four documents; see {@code AnswersTest}.
 *   <li>The embedding model is MiniLM on ONNX Runtime with a tokenizer of our own. ONNX Runtime
 *       stays at 1.20: newer ones are twice the size and compute the same.
 *   <li>The model is read by a client of our own on the JDK's HTTP client and JSON-P, not by
 *       LangChain4j: its exceptions drop the response headers, so that Retry-After could not be
 *       honoured; it needs Jackson and slf4j, which the servers bring in different versions or not
 *       at all, and which must not be in the WAR; and its callbacks run on unmanaged threads. What
 *       remains is a loop over server-sent events, which an interrupt stops within milliseconds.
 *   <li>Embeddings and streams run on executors of their own, guarded by Fault Tolerance (time-out,
 *       bulkhead, circuit breaker). They never repeat anything: retrying is the core's. The reading
 *       thread only appends to a queue; the worker's own thread takes from it and reports.
 * </ul>
 */
package org.waybill.agent;
