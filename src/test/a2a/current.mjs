// The official client of version 1.0.
import assert from 'node:assert/strict';
import {Role, TaskState} from 'a2a-1.0';
import {
  ClientFactory, ClientFactoryOptions, JsonRpcTransportFactory, RestTransportFactory,
} from 'a2a-1.0/client';
import {authorized, base, newId, receiver, rejects, run, transport} from './common.mjs';

const client = await new ClientFactory(
  ClientFactoryOptions.createFrom(ClientFactoryOptions.default, {
    transports: [
      new JsonRpcTransportFactory({fetchImpl: authorized}),
      new RestTransportFactory({fetchImpl: authorized}),
    ],
    preferredTransports: [transport],
  })).createFromUrl(base);
assert.equal(client.transport.protocolName, transport);
assert.equal(client.protocolVersion, '1.0');

const says = (text, more = {}) => ({
  message: {messageId: newId(), role: Role.ROLE_USER, parts: [{content: {$case: 'text', value: text}}]},
  ...more,
});
const atOnce = text => says(text, {configuration: {returnImmediately: true}});
const textOf = artifact => artifact.parts.map(part => part.content.value).join('');

async function card() {
  const open = client.agentCard;
  assert.equal(open.name, 'Waybill');
  assert.ok(open.capabilities.streaming && open.capabilities.pushNotifications);
  const extended = await client.getAgentCard();
  assert.deepEqual(extended.skills.map(skill => skill.id), ['chat', 'documents']);
}

async function send() {
  const message = says('2 + 2?', {metadata: {purpose: 'test'}});
  const task = await client.sendMessage(message);
  assert.equal(task.status.state, TaskState.TASK_STATE_COMPLETED);
  assert.equal(textOf(task.artifacts[0]), 'four');
  assert.equal(task.history[0].messageId, message.message.messageId);
  assert.deepEqual(task.metadata, {purpose: 'test'});
  const again = await client.sendMessage(message);
  assert.equal(again.id, task.id);
}

async function get() {
  const task = await client.sendMessage(says('2 + 2?'));
  assert.deepEqual(await client.getTask({id: task.id}), task);
  const brief = await client.getTask({id: task.id, historyLength: 0});
  assert.deepEqual(brief.history, []);
  await rejects(() => client.getTask({id: newId()}), /TaskNotFound/);
}

async function list() {
  const task = await client.sendMessage(says('2 + 2?'));
  const page = await client.listTasks({contextId: task.contextId, pageSize: 1});
  assert.equal(page.totalSize, 1);
  assert.equal(page.nextPageToken, '');
  assert.equal(page.tasks[0].id, task.id);
  const many = await client.listTasks({pageSize: 1, status: TaskState.TASK_STATE_COMPLETED});
  const next = await client.listTasks({pageSize: 1, pageToken: many.nextPageToken});
  assert.notEqual(next.tasks[0].id, many.tasks[0].id);
  await rejects(() => client.listTasks({pageSize: 1000}), /pageSize is 1000/);
}

async function stream() {
  const told = [];
  for await (const event of client.sendMessageStream(says('2 + 2?'))) told.push(event.payload);
  assert.equal(told[0].$case, 'task');
  let text = told[0].value.artifacts.map(textOf).join('');
  for (const {$case, value} of told.slice(1)) {
    if ($case === 'artifactUpdate') text = value.append ? text + textOf(value.artifact) : textOf(value.artifact);
  }
  assert.equal(text, 'four');
  const last = told.at(-1);
  assert.equal(last.$case, 'statusUpdate');
  assert.equal(last.value.status.state, TaskState.TASK_STATE_COMPLETED);
}

async function cancel() {
  const task = await client.sendMessage(atOnce('sing'));
  const cancelled = await client.cancelTask({id: task.id});
  assert.equal(cancelled.status.state, TaskState.TASK_STATE_CANCELED);
  await rejects(() => client.cancelTask({id: task.id}), /TaskNotCancelable/);
}

async function resubscribe() {
  const task = await client.sendMessage(atOnce('sing'));
  let cancelling;
  let last;
  for await (const {payload} of client.resubscribeTask({id: task.id})) {
    if (!last) assert.equal(payload.$case, 'task');
    if (payload.$case === 'artifactUpdate') {
      assert.match(textOf(payload.value.artifact), /la/);
      cancelling ??= client.cancelTask({id: task.id});
    }
    last = payload;
  }
  assert.equal(last.value.status.state, TaskState.TASK_STATE_CANCELED);
  await cancelling;
  await rejects(async () => {
    for await (const event of client.resubscribeTask({id: task.id})) assert.fail(event);
  }, /UnsupportedOperation/);
}

async function pushConfigs() {
  const task = await client.sendMessage(atOnce('sing'));
  const updates = await receiver();
  const made = await client.createTaskPushNotificationConfig({
    taskId: task.id, url: updates.url, token: 't-1', authentication: {scheme: 'Bearer', credentials: 'secret'},
  });
  assert.equal(made.url, updates.url);
  const found = await client.getTaskPushNotificationConfig({taskId: task.id, id: made.id});
  assert.deepEqual(found, made);
  const all = await client.listTaskPushNotificationConfig({taskId: task.id});
  assert.deepEqual(all.configs, [made]);
  await client.cancelTask({id: task.id});
  const told = await updates.first(({body}) => body.task?.status.state === 'TASK_STATE_CANCELED');
  assert.equal(told.body.task.id, task.id);
  assert.equal(told.headers['content-type'], 'application/a2a+json');
  assert.equal(told.headers['x-a2a-notification-token'], 't-1');
  assert.equal(told.headers.authorization, 'Bearer secret');
  await client.deleteTaskPushNotificationConfig({taskId: task.id, id: made.id});
  await client.deleteTaskPushNotificationConfig({taskId: task.id, id: made.id});
  assert.deepEqual((await client.listTaskPushNotificationConfig({taskId: task.id})).configs, []);
  updates.close();
}

async function pushFromTheBeginning() {
  const updates = await receiver();
  const task = await client.sendMessage(says('2 + 2?', {
    configuration: {taskPushNotificationConfig: {url: updates.url, token: 't-2'}},
  }));
  const told = await updates.first(({body}) => body.task?.status.state === 'TASK_STATE_COMPLETED');
  assert.equal(told.body.task.id, task.id);
  assert.equal(told.body.task.artifacts[0].parts[0].text, 'four');
  const working = await updates.first(({body}) => body.statusUpdate?.status.state === 'TASK_STATE_WORKING');
  assert.equal(working.headers['x-a2a-notification-token'], 't-2');
  updates.close();
}

await run([card, send, get, list, stream, cancel, resubscribe, pushConfigs, pushFromTheBeginning]);
