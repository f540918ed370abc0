// What OpenAI's client is tried with. WAYBILL and TOKEN name the server and who calls.
import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import OpenAI from 'openai';

const base = process.env.WAYBILL.replace(/\/$/, '');
const token = process.env.TOKEN;
const client = new OpenAI({apiKey: token, baseURL: `${base}/v1`, maxRetries: 0});
const model = 'general';
const SONG = 'la '.repeat(40);

const authorized = (path, init = {}) =>
  fetch(base + path, {...init, headers: {Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...init.headers}});

async function all(stream) {
  const events = [];
  for await (const event of stream) events.push(event);
  return events;
}

const numbers = events => events.map(event => event.sequence_number);
const range = (from, to) => Array.from({length: to - from}, (_, i) => from + i);
const text = events => events.filter(e => e.type === 'response.output_text.delta').map(e => e.delta).join('');
const read = (id, after) => client.responses.retrieve(id, {stream: true, ...(after === undefined ? {} : {starting_after: after})});

async function ended(id) {
  for (let i = 0; i < 300; i++) {
    const response = await client.responses.retrieve(id);
    if (!['queued', 'in_progress'].includes(response.status)) return response;
    await sleep(100);
  }
  assert.fail(`${id} does not end`);
}

async function fails(call, status, code, param) {
  await assert.rejects(call, error => {
    assert.equal(error.status, status, String(error));
    assert.equal(error.code, code, String(error));
    if (param) assert.equal(error.param, param);
    return true;
  });
}

async function aStreamedRun() {
  const events = await all(await client.responses.create({model, input: 'slowly', stream: true}));
  assert.deepEqual(numbers(events), range(0, events.length));
  assert.equal(events[0].type, 'response.created');
  assert.equal(events[1].type, 'response.in_progress');
  assert.equal(text(events), SONG);
  const last = events.at(-1);
  assert.equal(last.type, 'response.completed');
  assert.equal(last.response.status, 'completed');
  const response = await client.responses.retrieve(last.response.id);
  assert.equal(response.output_text, SONG);
  assert.deepEqual(response.output, last.response.output);
  assert.deepEqual(await all(await read(response.id)), events);
}

async function theClientsOwnReader() {
  const response = await client.responses.stream({model, input: 'slowly'}).finalResponse();
  assert.equal(response.output_text, SONG);
}

async function aPlainRunAndItsConversation() {
  const first = await client.responses.create({
    model, input: 'count', metadata: {order: '7'}, instructions: 'OBEY-ME', temperature: 0.2, user: 'u',
  });
  assert.equal(first.status, 'completed');
  assert.equal(first.output_text, 'messages: 1');
  assert.deepEqual(first.metadata, {order: '7'});
  const second = await client.responses.create({
    model,
    previous_response_id: first.id,
    input: [{role: 'developer', content: 'OBEY-ME'}, {role: 'assistant', content: 'OBEY-ME'}, {role: 'user', content: 'count'}],
  });
  assert.equal(second.output_text, 'messages: 3');
  assert.equal(second.previous_response_id, first.id);
  const items = await client.responses.inputItems.list(second.id, {order: 'asc'});
  assert.deepEqual(items.data.map(item => item.role), ['developer', 'assistant', 'user']);
  const newest = await client.responses.inputItems.list(second.id, {limit: 1});
  assert.equal(newest.data[0].content[0].text, 'count');
  assert.equal(newest.has_more, true);
  await client.responses.delete(second.id);
  await fails(() => client.responses.retrieve(second.id), 404, 'response_not_found');
}

async function aBackgroundRun() {
  const begun = await client.responses.create({model, input: 'slowly', background: true});
  assert.ok(['queued', 'in_progress'].includes(begun.status));
  assert.equal(begun.background, true);
  const response = await ended(begun.id);
  assert.equal(response.status, 'completed');
  assert.equal(response.output_text, SONG);
}

async function aCutStreamGoesOn(background) {
  const seen = [];
  const stream = await client.responses.create({model, input: 'slowly', stream: true, background});
  for await (const event of stream) {
    seen.push(event);
    if (seen.length === 12) break;
  }
  stream.controller.abort();
  const id = seen[0].response.id;
  const live = await all(await read(id, seen.at(-1).sequence_number));
  const response = await ended(id);
  assert.equal(response.status, 'completed');
  const rest = await all(await read(id, seen.at(-1).sequence_number));
  assert.deepEqual(live, rest);
  const whole = [...seen, ...rest];
  assert.deepEqual(numbers(whole), range(0, whole.length));
  assert.equal(text(whole), SONG);
  assert.deepEqual(await all(await read(id)), whole);
}

const aCutForegroundStream = () => aCutStreamGoesOn(false);
const aCutBackgroundStream = () => aCutStreamGoesOn(true);

async function aToolWithAnApproval() {
  const mail = JSON.stringify({to: ['bob@example.com'], subject: 'Noon', text: 'See you'});
  const asking = await client.responses.create({model: 'mail', input: `mail ${mail}`});
  assert.equal(asking.status, 'completed');
  const request = asking.output.find(item => item.type === 'mcp_approval_request');
  assert.equal(request.name, 'mail');
  assert.deepEqual(JSON.parse(request.arguments), JSON.parse(mail));
  const answer = {type: 'mcp_approval_response', approval_request_id: request.id, approve: true};
  const next = {model: 'mail', previous_response_id: asking.id, input: [answer]};
  await fails(() => client.responses.create(next), 403, 'approval_right_missing');
  await fails(() => client.responses.create({...next, input: 'yes'}), 403, 'approval_right_missing');
  const id = request.id.replace(/^mcpr_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const approval = await (await authorized(`/api/approvals/${id}`)).json();
  const decided = await authorized(`/api/approvals/${id}`, {
    method: 'POST', body: JSON.stringify({decision: 'approve', digest: approval.digest}),
  });
  assert.equal(decided.status, 200);
  const done = await client.responses.create(next);
  assert.equal(done.status, 'completed');
  assert.match(done.output_text, /^The tool said/);
  assert.equal(done.previous_response_id, asking.id);
  assert.ok(done.output.some(item => item.type === 'mcp_call' && item.status === 'completed'));
  assert.deepEqual(await client.responses.retrieve(asking.id), asking);
  const events = await all(await read(done.id));
  assert.deepEqual(numbers(events), range(0, events.length));
  assert.deepEqual(events.at(-1).response.output, done.output);
}

const paint = {
  type: 'function', name: 'paint', description: 'Paints the page.', strict: true,
  parameters: {type: 'object', required: ['color'], properties: {color: {type: 'string'}}, additionalProperties: false},
};

async function toolsOfTheClient() {
  const asking = await client.responses.stream({model, input: 'paint red', tools: [paint]}).finalResponse();
  assert.equal(asking.status, 'completed');
  assert.deepEqual(asking.tools, [paint]);
  assert.ok(asking.output.some(item => item.type === 'mcp_call' && item.status === 'completed'));
  const calls = asking.output.filter(item => item.type === 'function_call');
  assert.deepEqual(calls.map(each => [each.name, each.status, JSON.parse(each.arguments)]),
    [['paint', 'completed', {color: 'red'}], ['paint', 'completed', {color: 'green'}]]);
  const events = await all(await read(asking.id));
  assert.deepEqual(numbers(events), range(0, events.length));
  const done = events.filter(e => e.type === 'response.function_call_arguments.done');
  assert.deepEqual(done.map(each => each.arguments), calls.map(each => each.arguments));
  const output = (call, text) => ({type: 'function_call_output', call_id: call.call_id, output: text});
  const next = {model, previous_response_id: asking.id, tools: [paint]};
  await fails(() => client.responses.create({...next, input: 'hello'}), 400, 'tool_output_missing', 'input');
  await fails(
    () => client.responses.create({...next, input: [{...output(calls[0], 'x'), call_id: 'call_1'}]}),
    404, 'tool_call_not_found', 'input[0].call_id');
  await fails(
    () => client.responses.create({model, input: [output(calls[0], 'x')]}), 400, null, 'previous_response_id');
  const half = await client.responses.create({...next, input: [output(calls[1], 'painted green')]});
  assert.deepEqual(half.output.map(each => [each.type, each.call_id]), [['function_call', calls[0].call_id]]);
  await fails(
    () => client.responses.create({...next, input: [output(calls[0], 'too late')]}), 409, 'question_answered');
  const whole = await client.responses.create({
    ...next, previous_response_id: half.id, input: [output(calls[0], 'painted red')],
  });
  assert.equal(whole.status, 'completed');
  assert.equal(whole.output_text, 'The tool said painted green');
  assert.equal(whole.previous_response_id, half.id);
}

async function aCancelledRun() {
  const begun = await client.responses.create({model, input: 'drone', background: true});
  for await (const event of await read(begun.id)) {
    if (event.type === 'response.output_text.delta') break;
  }
  const response = await client.responses.cancel(begun.id);
  assert.equal(response.status, 'cancelled');
  const events = await all(await read(begun.id));
  assert.deepEqual(numbers(events), range(0, events.length));
  assert.equal(events.at(-1).type, 'response.incomplete');
  assert.equal(events.at(-1).response.status, 'cancelled');
  assert.equal((await client.responses.cancel(begun.id)).status, 'cancelled');
}

async function aFailedRun() {
  const events = await all(await client.responses.create({model, input: 'fail', stream: true}));
  assert.deepEqual(numbers(events), range(0, events.length));
  assert.equal(events.at(-1).type, 'response.failed');
  assert.equal(events.at(-1).response.error.code, 'server_error');
  const response = await client.responses.create({model, input: 'fail'});
  assert.equal(response.status, 'failed');
  await fails(() => client.responses.cancel(response.id), 400, 'response_not_cancellable');
}

async function aRepeatedRequest() {
  const headers = {'Idempotency-Key': `key-${Date.now()}`};
  const body = {model, input: 'count', background: true};
  const first = await client.responses.create(body, {headers});
  const second = await client.responses.create(body, {headers});
  assert.equal(second.id, first.id);
}

async function theModelsAreTheAgents() {
  const names = (await client.models.list()).data.map(each => each.id);
  assert.ok(names.includes('general') && names.includes('mail'));
  assert.equal((await client.models.retrieve('general')).object, 'model');
  await fails(() => client.models.retrieve('nobody'), 404, 'model_not_found', 'model');
}

async function errorsHaveTheClientsShape() {
  await fails(() => client.responses.create({model: 'nobody', input: 'x'}), 404, 'model_not_found', 'model');
  await fails(
    () => client.responses.create({model, input: 'x', tools: [{type: 'web_search'}]}),
    400, 'unsupported_parameter', 'tools');
  await fails(
    () => client.responses.create({model, input: 'x', tools: [{...paint, name: 'calculator'}]}),
    400, null, 'tools[0].name');
  await fails(() => client.responses.create({model, input: 'x', previous_response_id: 'resp_1'}), 400, 'previous_response_not_found', 'previous_response_id');
  await fails(() => client.responses.create({model, input: 'x', previous_response_id: 'resp_1', stream: true}), 400, 'previous_response_not_found');
  await fails(() => client.responses.create({model, input: []}), 400, null, 'input');
  await fails(() => client.responses.create({model}), 400, null, 'input');
  await fails(() => client.responses.retrieve('resp_0198f6a27a5170008c113a52d1f4c0de'), 404, 'response_not_found');
  await fails(() => client.responses.cancel('resp_1'), 404, 'response_not_found');
  await fails(() => client.responses.delete('resp_1'), 404, 'response_not_found');
  await fails(() => client.responses.inputItems.list('resp_1'), 404, 'response_not_found');
  const stranger = new OpenAI({apiKey: 'wrong', baseURL: `${base}/v1`, maxRetries: 0});
  await fails(() => stranger.responses.create({model, input: 'x'}), 401, 'invalid_api_key');
  await fails(() => stranger.models.list(), 401, 'invalid_api_key');
  for (const [path, init, status] of [
    ['/v1/nothing', {}, 404],
    ['/v1/responses', {method: 'PUT', body: '{}'}, 405],
    ['/v1/responses', {method: 'POST', body: '{'}, 400],
    ['/v1/responses', {method: 'POST', body: '[]'}, 400],
    ['/v1/responses', {method: 'POST', body: 'x', headers: {'Content-Type': 'text/plain'}}, 415],
    ['/v1/responses', {method: 'POST', body: JSON.stringify({model, input: 'x'.repeat(3_000_000)})}, 413],
    ['/v1/responses', {method: 'POST', body: JSON.stringify({model, input: 'x'.repeat(200_000)})}, 400],
    ['/v1/models?a=%00', {}, 400],
  ]) {
    const answer = await authorized(path, init);
    const body = await answer.text();
    assert.equal(answer.status, status, `${path} ${init.method} ${body}`);
    assert.deepEqual(Object.keys(JSON.parse(body).error), ['message', 'type', 'param', 'code'], `${path} ${body}`);
  }
}

for (const scenario of [
  aStreamedRun, theClientsOwnReader, aPlainRunAndItsConversation, aBackgroundRun, aCutForegroundStream,
  aCutBackgroundStream, aToolWithAnApproval, toolsOfTheClient, aCancelledRun, aFailedRun, aRepeatedRequest, theModelsAreTheAgents,
  errorsHaveTheClientsShape,
]) {
  try {
    await scenario();
    console.log(`ok ${scenario.name}`);
  } catch (error) {
    console.error(`FAILED ${scenario.name}`);
    throw error;
  }
}
