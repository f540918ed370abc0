/**
 * Sends what no client means to every call that the description of the API names, and to the other
 * doors: whatever comes, the answer says what was wrong, soon, and the log does not grow with it.
 *
 * <p>What is sent follows from a seed. A share of it runs with every build; all of it with {@code
 * ./mvnw verify -Dit.test=FuzzIT -Dwaybill.fuzz.bodies=10000 -Dwaybill.fuzz.queries=3000}.
 */
package org.waybill.fuzz;
