/**
 * The benchmark: {@code ./mvnw -Pbench} builds the product and measures it over HTTP beside two
 * peers, in the same run, on the same PostgreSQL server. {@link org.waybill.bench.Options} lists
 * the options, such as {@code -Dbench.quick=true} for a smoke run of two minutes and {@code
 * -Dbench.profile=true} for a profile instead of figures. The figures go to standard output and to
 * {@code target/bench/result.json}. What finds documents is measured apart, see {@link
 * org.waybill.bench.search}.
 *
 * <p><b>The promise measured</b> is the same for all: a POST of some 200 bytes is stored durably in
 * a transaction before it is answered with 202, then executed, then its result is stored; input and
 * result are kept. {@code fsync} and {@code synchronous_commit} are on. Completed is what the
 * system's own tables say.
 *
 * <p><b>The peers</b> run with the JVM flags of Waybill's server, each in a process of its own,
 * behind Undertow with 64 worker threads, and with HikariCP of 32 connections. Their HTTP handler
 * neither authenticates nor parses: it stores the body as it came.
 *
 * <ul>
 *   <li>db-scheduler: lock-and-fetch polling (one statement claims a batch, sized 1 to 4 times the
 *       threads), immediate execution, 20 threads, a poll each 500 ms as a backstop, task data as
 *       plain UTF-8 instead of Java serialisation, no index for the priorities it does not use.
 *       Short ascending ids. It deletes what it executed, so the handler keeps the input beside the
 *       result.
 *   <li>JobRunr: the free edition with its own PostgreSQL storage, Jackson, job requests instead of
 *       analysed lambdas, 64 workers, a poll each 5 s, the shortest it allows. It keeps the input
 *       in its own table, so the handler stores the result only.
 * </ul>
 *
 * <p><b>A fair run</b>: all systems are up all the time, one is loaded, the others idle; each is
 * warmed up for a minute and until it is no longer getting faster; the order turns with each round;
 * medians are compared. Rates suffer from whatever else the machine does, CPU per task hardly:
 * where both disagree, the machine was busy.
 */
package org.waybill.bench;
