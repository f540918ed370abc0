/**
 * Where the results of pipelines are put besides the files of this server: a bucket of an
 * S3-compatible server, or a folder of a WebDAV server.
 *
 * <p>Decisions:
 *
 * <ul>
 *   <li>Requests to S3 are signed here (Signature Version 4): the clients there are bring more code
 *       than the whole server for two kinds of requests.
 *   <li>A result is put again after a crash, under the same name: both kinds of servers replace it.
 *   <li>The servers are named by the settings and may be anywhere, like that of a language model.
 * </ul>
 */
package org.waybill.drive;
