// The official servers of both versions, as agents that Waybill delegates to: /rpc, /rest and /old.
import {once} from 'node:events';
import express from 'express';
import * as current from 'a2a-1.0';
import * as currentServer from 'a2a-1.0/server';
import * as currentExpress from 'a2a-1.0/server/express';
import * as olderServer from 'a2a-0.3/server';
import * as olderExpress from 'a2a-0.3/server/express';
import {newId} from './common.mjs';

const port = Number(process.env.PORT);
const base = `http://127.0.0.1:${port}`;
const received = [];
const cancelled = [];
const waiting = new Map();

/** What the agent does, whatever the version; `say` publishes in the words of its version. */
const executor = (name, say) => ({
  async execute(context, bus) {
    const {taskId, contextId, userMessage} = context;
    const text = say.textOf(userMessage);
    received.push({agent: name, text, messageId: userMessage.messageId, taskId});
    const to = {bus, taskId, contextId};
    say.task(to, context.task);
    if (context.task) {
      say.artifact(to, `on ${text}`);
      say.status(to, 'completed');
    } else if (text === 'ask') {
      say.status(to, 'input-required', 'Which day?');
    } else if (text === 'wait') {
      say.status(to, 'working', 'waiting');
      const end = await new Promise(resolve => waiting.set(taskId, resolve));
      if (end === 'released') say.artifact(to, 'released');
      say.status(to, end === 'released' ? 'completed' : 'canceled');
    } else {
      say.status(to, 'working', 'thinking');
      say.artifact(to, 'one ');
      say.artifact(to, 'two', true);
      say.status(to, 'completed');
    }
    bus.finished();
  },
  async cancelTask(taskId, bus) {
    cancelled.push({agent: name, taskId});
    waiting.get(taskId)?.('cancelled');
    if (!waiting.has(taskId)) {
      say.status({bus, taskId, contextId: 'c'}, 'canceled');
      bus.finished();
    }
    waiting.delete(taskId);
  },
});

const {AgentEvent} = currentServer;
const {Role, TaskState} = current;
const stateOf = name => TaskState[`TASK_STATE_${name.toUpperCase().replace('-', '_')}`];
const part = text => ({content: {$case: 'text', value: text}, metadata: undefined, filename: '', mediaType: 'text/plain'});
const currentMessage = ({taskId, contextId}, text) => ({
  messageId: newId(), role: Role.ROLE_AGENT, parts: [part(text)], taskId, contextId,
  metadata: undefined, extensions: [], referenceTaskIds: [],
});
const currentWords = {
  textOf: message => message.parts.map(each => each.content.value).join(''),
  task: ({bus, taskId, contextId}, task) => bus.publish(AgentEvent.task(task ?? {
    id: taskId, contextId, artifacts: [], history: [], metadata: undefined,
    status: {state: stateOf('submitted'), message: undefined, timestamp: new Date().toISOString()},
  })),
  status: (to, state, text) => to.bus.publish(AgentEvent.statusUpdate({
    taskId: to.taskId, contextId: to.contextId, metadata: undefined,
    status: {
      state: stateOf(state), message: text ? currentMessage(to, text) : undefined,
      timestamp: new Date().toISOString(),
    },
  })),
  artifact: ({bus, taskId, contextId}, text, append = false) => bus.publish(AgentEvent.artifactUpdate({
    taskId, contextId, append, lastChunk: append, metadata: undefined,
    artifact: {artifactId: 'a-1', name: 'answer', description: '', parts: [part(text)], metadata: undefined, extensions: []},
  })),
};

const olderWords = {
  textOf: message => message.parts.map(each => each.text).join(''),
  task: ({bus, taskId, contextId}, task) => bus.publish(task ?? {
    kind: 'task', id: taskId, contextId, history: [], artifacts: [],
    status: {state: 'submitted', timestamp: new Date().toISOString()},
  }),
  status: ({bus, taskId, contextId}, state, text) => bus.publish({
    kind: 'status-update', taskId, contextId, final: state !== 'working',
    status: {
      state, timestamp: new Date().toISOString(),
      ...(text && {message: {
        kind: 'message', role: 'agent', messageId: newId(), taskId, contextId, parts: [{kind: 'text', text}],
      }}),
    },
  }),
  artifact: ({bus, taskId, contextId}, text, append = false) => bus.publish({
    kind: 'artifact-update', taskId, contextId, append,
    artifact: {artifactId: 'a-1', name: 'answer', parts: [{kind: 'text', text}]},
  }),
};

const described = {
  description: 'Does what a test wants.', version: '1.0.0',
  defaultInputModes: ['text/plain'], defaultOutputModes: ['text/plain'],
  skills: [{id: 'test', name: 'Test', description: 'Tests.', tags: ['test'], examples: [], inputModes: [], outputModes: [], securityRequirements: []}],
};
const currentCard = (name, url, protocolBinding) => ({
  ...described, name, provider: undefined, documentationUrl: '', securitySchemes: {}, securityRequirements: [], signatures: [],
  capabilities: {streaming: true, pushNotifications: true, extensions: [], extendedAgentCard: false},
  supportedInterfaces: [{url, protocolBinding, protocolVersion: '1.0', tenant: ''}],
});

const app = express();
const userBuilder = currentExpress.UserBuilder.noAuthentication;

for (const [name, binding, handler] of [
  ['rpc', 'JSONRPC', currentExpress.jsonRpcHandler],
  ['rest', 'HTTP+JSON', currentExpress.restHandler],
]) {
  const card = currentCard(name, `${base}/${name}/api`, binding);
  const requestHandler = new currentServer.DefaultRequestHandler(
    card, new currentServer.InMemoryTaskStore(), executor(name, currentWords));
  app.use(`/${name}/.well-known/agent-card.json`,
    currentExpress.agentCardHandler({agentCardProvider: requestHandler}));
  app.use(`/${name}/api`, handler({requestHandler, userBuilder}));
}

const olderHandler = new olderServer.DefaultRequestHandler({
  ...described, name: 'old', protocolVersion: '0.3.0', url: `${base}/old/api`, preferredTransport: 'JSONRPC',
  capabilities: {streaming: true, pushNotifications: true},
}, new olderServer.InMemoryTaskStore(), executor('old', olderWords));
app.use('/old/.well-known/agent-card.json',
  olderExpress.agentCardHandler({agentCardProvider: olderHandler}));
app.use('/old/api', olderExpress.jsonRpcHandler({
  requestHandler: olderHandler, userBuilder: olderExpress.UserBuilder.noAuthentication,
}));

app.get('/log', (request, response) => response.json({received, cancelled}));
app.post('/release', (request, response) => {
  for (const resolve of waiting.values()) resolve('released');
  waiting.clear();
  response.status(204).end();
});

const server = app.listen(port, '127.0.0.1');
await once(server, 'listening');
console.log('listening');
