/**
 * Tools for GitHub and GitHub Enterprise, by REST, with the user's connected account.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>What is created carries an invisible marker of its call, by which a later attempt finds it
 *       again: a worker that dies between the request and its record creates nothing twice.
 *   <li>Everything goes to the base URL of the account's provider, whatever the arguments are.
 * </ul>
 */
package org.waybill.tool.github;
