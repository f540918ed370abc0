// Serves a bucket `results` and a WebDAV folder, and prints their ports as JSON.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';
import { v2 as webdav } from 'webdav-server';

const bucket = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: mkdtempSync(join(tmpdir(), 'bucket-')),
  configureBuckets: [{ name: 'results' }],
});
const { port: s3 } = await bucket.run();

const users = new webdav.SimpleUserManager();
const ada = users.addUser('ada', 'secret', false);
const rights = new webdav.SimplePathPrivilegeManager();
rights.setRights(ada, '/', ['all']);
const folder = new webdav.WebDAVServer({
  requireAuthentification: true,
  httpAuthentication: new webdav.HTTPBasicAuthentication(users, 'results'),
  privilegeManager: rights,
  hostname: '127.0.0.1',
  port: 0,
});
folder.start((server) => console.log(JSON.stringify({ s3, webdav: server.address().port })));
