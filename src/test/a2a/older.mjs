// The official client of version 0.3.
import assert from 'node:assert/strict';
import {
  ClientFactory, ClientFactoryOptions, JsonRpcTransportFactory, RestTransportFactory,
} from 'a2a-0.3/client';
import {authorized, base, newId, receiver, rejects, run, transport} from './common.mjs';

const client = await new ClientFactory(
  ClientFactoryOptions.createFrom(ClientFactoryOptions.default, {
    transports: [
      new JsonRpcTransportFactory({fetchImpl: authorized}),
      new RestTransportFactory({fetchImpl: authorized}),
    ],
    preferredTransports: [transport],
  })).createFromUrl(base);

const says = (text, more = {}) => ({
  message: {kind: 'message', messageId: newId(), role: 'user', parts: [{kind: 'text', text}]},
  ...more,
});
const atOnce = text => says(text, {configuration: {blocking: false}});
const textOf = artifact => artifact.parts.map(part => part.text).join('');

async function card() {
  const extended = await client.getAgentCard();
  assert.equal(extended.name, 'Waybill');
  assert.equal(extended.protocolVersion, '0.3.0');
  assert.ok(extended.capabilities.streaming && extended.capabilities.pushNotifications);
  assert.deepEqual(extended.skills.map(skill => skill.id), ['chat', 'documents']);
}

async function send() {
  const message = says('2 + 2?', {metadata: {purpose: 'test'}});
  const task = await client.sendMessage(message);
  assert.equal(task.kind, 'task');
  assert.equal(task.status.state, 'completed');
  assert.equal(textOf(task.artifacts[0]), 'four');
  assert.equal(task.history[0].messageId, message.message.messageId);
  assert.equal(task.history[0].role, 'user');
  assert.deepEqual(task.history[0].parts, [{kind: 'text', text: '2 + 2?'}]);
  assert.deepEqual(task.metadata, {purpose: 'test'});
  const again = await client.sendMessage(message);
  assert.equal(again.id, task.id);
}

async function get() {
  const task = await client.sendMessage(says('2 + 2?'));
  assert.deepEqual(await client.getTask({id: task.id}), task);
  await rejects(() => client.getTask({id: newId()}), /TaskNotFound/);
}

async function stream() {
  const told = [];
  for await (const event of client.sendMessageStream(says('2 + 2?'))) told.push(event);
  assert.equal(told[0].kind, 'task');
  const pieces = told.filter(event => event.kind === 'artifact-update');
  assert.ok(pieces.length > 0);
  assert.equal(pieces.at(-1).lastChunk, true);
  assert.equal((told[0].artifacts ?? []).map(textOf).join('') + pieces.map(e => textOf(e.artifact)).join(''), 'four');
  const last = told.at(-1);
  assert.equal(last.kind, 'status-update');
  assert.equal(last.status.state, 'completed');
  assert.equal(last.final, true);
  assert.ok(told.slice(1, -1).every(event => !event.final));
}

async function cancel() {
  const task = await client.sendMessage(atOnce('sing'));
  const cancelled = await client.cancelTask({id: task.id});
  assert.equal(cancelled.status.state, 'canceled');
  await rejects(() => client.cancelTask({id: task.id}), /TaskNotCancelable/);
}

async function resubscribe() {
  const task = await client.sendMessage(atOnce('sing'));
  let cancelling;
  let last;
  for await (const event of client.resubscribeTask({id: task.id})) {
    if (!last) assert.equal(event.kind, 'task');
    if (event.kind === 'artifact-update') {
      assert.match(textOf(event.artifact), /la/);
      cancelling ??= client.cancelTask({id: task.id});
    }
    last = event;
  }
  assert.equal(last.status.state, 'canceled');
  assert.equal(last.final, true);
  await cancelling;
  const told = [];
  for await (const event of client.resubscribeTask({id: task.id})) told.push(event);
  assert.equal(told.length, 1);
  assert.equal(told[0].status.state, 'canceled');
  await rejects(async () => {
    for await (const event of client.resubscribeTask({id: newId()})) assert.fail(event);
  }, /There is no task|TaskNotFound/);
}

async function pushConfigs() {
  const task = await client.sendMessage(atOnce('sing'));
  const updates = await receiver();
  const made = await client.setTaskPushNotificationConfig({
    taskId: task.id,
    pushNotificationConfig: {
      url: updates.url, token: 't-1', authentication: {schemes: ['Bearer'], credentials: 'secret'},
    },
  });
  const {id} = made.pushNotificationConfig;
  assert.equal(made.taskId, task.id);
  assert.equal(made.pushNotificationConfig.url, updates.url);
  assert.deepEqual(made.pushNotificationConfig.authentication.schemes, ['Bearer']);
  const found = await client.getTaskPushNotificationConfig({id: task.id, pushNotificationConfigId: id});
  assert.deepEqual(found, made);
  assert.deepEqual(await client.listTaskPushNotificationConfig({id: task.id}), [made]);
  await client.cancelTask({id: task.id});
  const told = await updates.first(({body}) => body.status?.state === 'canceled');
  assert.equal(told.body.kind, 'task');
  assert.equal(told.body.id, task.id);
  assert.equal(told.headers['x-a2a-notification-token'], 't-1');
  assert.equal(told.headers.authorization, 'Bearer secret');
  await client.deleteTaskPushNotificationConfig({id: task.id, pushNotificationConfigId: id});
  assert.deepEqual(await client.listTaskPushNotificationConfig({id: task.id}), []);
  updates.close();
}

async function pushFromTheBeginning() {
  const updates = await receiver();
  const task = await client.sendMessage(says('2 + 2?', {
    configuration: {blocking: true, pushNotificationConfig: {url: updates.url, token: 't-2'}},
  }));
  const told = await updates.first(({body}) => body.status?.state === 'completed');
  assert.equal(told.body.id, task.id);
  assert.equal(textOf(told.body.artifacts[0]), 'four');
  assert.equal(told.headers['x-a2a-notification-token'], 't-2');
  updates.close();
}

await run([card, send, get, stream, cancel, resubscribe, pushConfigs, pushFromTheBeginning]);
