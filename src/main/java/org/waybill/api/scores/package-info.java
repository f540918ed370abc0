/** Scores over HTTP: of a task, and of an agent's versions. */
package org.waybill.api.scores;
