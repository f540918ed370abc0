// The official client of revision 2025-11-25. WAYBILL and TOKEN name the server and who calls.
// A line on standard input says that the server was killed and has started again.
import assert from 'node:assert/strict';
import {createInterface} from 'node:readline';
import {Client} from '@modelcontextprotocol/sdk/client/index.js';
import {StreamableHTTPClientTransport} from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {CallToolResultSchema} from '@modelcontextprotocol/sdk/types.js';

const restarted = createInterface({input: process.stdin})[Symbol.asyncIterator]();
const client = new Client({name: 'test', version: '1'});
await client.connect(
  new StreamableHTTPClientTransport(new URL('/mcp', process.env.WAYBILL), {
    requestInit: {headers: {Authorization: `Bearer ${process.env.TOKEN}`}},
  }),
);
assert.equal(client.getServerVersion().name, 'waybill');

const {tools} = await client.listTools();
assert.ok(tools.some((tool) => tool.name === 'submit_task'));
const sum = await client.callTool({name: 'calculator', arguments: {expression: '17 * 23'}});
assert.equal(sum.structuredContent.value, '391');

// Progress while a call waits.
const seen = [];
const slow = {type: 'diagnostic', input: {sleepMs: 1500, steps: 5, echo: 'slow'}};
const {structuredContent: receipt} = await client.callTool({name: 'submit_task', arguments: slow});
const waited = await client.callTool(
  {name: 'wait_for_task', arguments: {id: receipt.id}},
  CallToolResultSchema,
  {onprogress: ({progress}) => seen.push(progress)},
);
assert.equal(waited.structuredContent.echo, 'slow');
assert.ok(seen.length > 0, 'progress was seen');

// A call as a task, which outlives the server.
const input = {sleepMs: 8000, echo: 'survived'};
let id;
for await (const message of client.experimental.tasks.callToolStream(
  {name: 'submit_task', arguments: {type: 'diagnostic', input}},
  CallToolResultSchema,
  {task: {ttl: 600000}},
)) {
  if (message.type === 'taskCreated') {
    id = message.task.taskId;
    break;
  }
}
console.log(`started ${id}`);
await restarted.next();
const result = await client.experimental.tasks.getTaskResult(id, CallToolResultSchema);
assert.equal(result.structuredContent.echo, 'survived');
assert.equal((await client.experimental.tasks.getTask(id)).status, 'completed');
console.log('done');
await client.close();
process.exit(0);
