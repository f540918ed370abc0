/** How good results were, and how versions of an agent compare. */
package org.waybill.score;
