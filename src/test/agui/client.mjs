// The official client. WAYBILL and TOKEN name the server and who calls.
import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {HttpAgent} from '@ag-ui/client';

const headers = {Authorization: `Bearer ${process.env.TOKEN}`};
const mail = '{"to":["bob@example.com"],"subject":"Noon","text":"See you"}';

function open(agent, threadId, text) {
  const initialMessages = [
    {id: randomUUID(), role: 'system', content: 'You are a pirate.'},
    {id: randomUUID(), role: 'user', content: text},
  ];
  return new HttpAgent({url: `${process.env.WAYBILL}/agui/${agent}`, headers, threadId, initialMessages});
}

async function run(agent, parameters) {
  const seen = [];
  const {result} = await agent.runAgent(parameters, {onEvent: ({event}) => void seen.push(event)});
  return {result, seen, types: seen.map(({type}) => type), last: seen.at(-1)};
}

const said = (agent) => agent.messages.filter(({role}) => role === 'assistant').map(({content}) => content ?? '');

// A tool and an answer.
const general = open('general', randomUUID(), 'sum 6*7');
const sum = await run(general);
assert.equal(sum.last.type, 'RUN_FINISHED');
assert.equal(sum.last.outcome.type ?? sum.last.outcome, 'success');
assert.ok(sum.types.includes('TOOL_CALL_ARGS') && sum.types.includes('STEP_FINISHED'));
assert.equal(sum.result.agent, 'general');
assert.match(said(general)[0], /^Let me see\.$/);
assert.match(said(general).at(-1), /^The tool said .*42/);
const [call] = general.messages.flatMap(({toolCalls}) => toolCalls ?? []);
assert.equal(call.function.name, 'calculator');
assert.match(general.messages.find(({role}) => role === 'tool').content, /42/);

// The next message of the same thread; the model sees the history as the server has it.
general.addMessage({id: randomUUID(), role: 'user', content: 'hello'});
await run(general);
assert.equal(said(general).at(-1), 'I was asked: sum 6*7');

// An approval ends the run; no run gives it.
const mailer = open('mail', randomUUID(), `mail ${mail}`);
const asked = await run(mailer);
assert.equal(mailer.pendingInterrupts.length, 1);
const [interrupt] = mailer.pendingInterrupts;
assert.equal(interrupt.reason, 'approval');
assert.deepEqual(interrupt.metadata.arguments, JSON.parse(mail));
assert.equal(interrupt.toolCallId, asked.seen.find(({type}) => type === 'TOOL_CALL_START').toolCallId);
const resume = [{interruptId: interrupt.id, status: 'resolved'}];
await assert.rejects(
  run(mailer, {resume: [{...resume[0], payload: {approved: true}}]}),
  /403|approval_right_missing/,
);
const decision = await fetch(new URL(interrupt.metadata.approval, process.env.WAYBILL), {
  method: 'POST',
  headers: {...headers, 'Content-Type': 'application/json'},
  body: JSON.stringify({decision: 'approve', digest: interrupt.metadata.digest}),
});
assert.equal(decision.status, 200);
const goesOn = await run(mailer, {resume});
assert.equal(goesOn.last.type, 'RUN_FINISHED');
assert.ok(!goesOn.types.includes('TOOL_CALL_START'), 'the call is not shown again');
assert.ok(goesOn.types.includes('TOOL_CALL_RESULT'));
assert.match(said(mailer).at(-1), /^The tool said/);
assert.equal(mailer.pendingInterrupts.length, 0);

// Tools of the front end: the client runs them, and sends the results one by one.
const paint = {
  name: 'paint',
  description: 'Paints the page.',
  parameters: {type: 'object', required: ['color'], properties: {color: {type: 'string'}}},
};
const painter = open('general', randomUUID(), 'paint and add');
let pending;
const paints = (parameters) =>
  painter.runAgent(parameters, {onRunFinishedEvent: (finished) => void (pending = finished.pendingToolCallIds)});
await paints({tools: [paint]});
assert.equal(pending.length, 2);
assert.equal(painter.pendingInterrupts.length, 0);
const asked2 = painter.messages.flatMap(({toolCalls}) => toolCalls ?? []);
assert.deepEqual(
  asked2.filter(({id}) => pending.includes(id)).map((each) => JSON.parse(each.function.arguments)),
  [{color: 'red'}, {color: 'green'}],
);
for (const toolCallId of [...pending]) {
  painter.addMessage({id: randomUUID(), role: 'tool', toolCallId, content: 'painted'});
  await paints({tools: [paint]});
}
assert.deepEqual(pending, []);
assert.equal(said(painter).at(-1), 'The tool said painted');
assert.equal(painter.messages.filter(({role}) => role === 'tool').length, 3);

// The request is cut in the middle; the run goes on, and the same call shows all of it.
const cut = open('general', randomUUID(), 'slow');
const messages = structuredClone(cut.messages);
const runId = randomUUID();
await cut
  .runAgent({runId}, {onTextMessageContentEvent: () => cut.abortRun()})
  .catch((error) => console.log('cut', error.name));
assert.notEqual(said(cut).at(-1), 'one two three');
await new Promise((resolve) => setTimeout(resolve, 1500));
cut.setMessages(messages);
const whole = await run(cut, {runId});
assert.equal(whole.last.type, 'RUN_FINISHED');
assert.equal(said(cut).at(-1), 'one two three');
process.exit(0);
