/**
 * Answers questions: embeddings, retrieval from the caller's documents, the local agent, and the
 * way to a language model.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Without a configured model the answer comes from {@link org.waybill.agent.LocalAgent},
 *       whose name in {@code agent} says that there is no model. It tries its tools (dates, sums),
 *       then quotes documents with page and score, or else answers "not found". It does not guess.
 *       The name is a field and never part of the text, which may be read aloud.
 *   <li>A passage answers by a sum of its similarity (the cosine of its best sentence and the
 *       question) and the share of the question's words that it contains, rare ones counting more.
 *       Codes such as {@code INC-20391} must occur literally, since the model cannot tell them
 *       apart. The sums and the order of passages were chosen by {@code -Pbench
 *       -Dbench.only=search} and {@code AnswersTest}. Questions without any word of the passage are
 *       where this ends: half of them are taken for unanswered, since near misses are as similar. A
 *       newer model of twice the cost (bge-small) put the right page first in 60 % instead of 59,
 *       and told answered questions from others less well; vectors of whole pages and sections, and
 *       their words, changed nothing.
 *   <li>The embedding model is MiniLM on ONNX Runtime with a tokenizer of our own. ONNX Runtime
 *       stays at 1.20: newer versions are twice the size without a benefit.
 *   <li>The model is read by a client of our own on the JDK's HTTP client and JSON-P, not by
 *       LangChain4j: its exceptions drop the response headers, so that Retry-After could not be
 *       honoured; it needs Jackson and slf4j, which the servers bring in different versions or not
 *       at all, and which must not be in the WAR; and its callbacks run on unmanaged threads. The
 *       client is a loop over server-sent events, which an interrupt stops within milliseconds.
 *   <li>Embeddings and streams run on executors of their own, guarded by Fault Tolerance (time-out,
 *       bulkhead, circuit breaker). They never retry: that is left to the task. The reading thread
 *       only appends to a queue; the worker's own thread takes from it and reports.
 * </ul>
 */
package org.waybill.agent;
