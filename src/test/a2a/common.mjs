// What the clients of both versions are tried with. WAYBILL and TOKEN name the server and who calls.
import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import {randomUUID} from 'node:crypto';

export const base = process.env.WAYBILL;
const token = process.env.TOKEN;

/** The transport to be tried: JSONRPC or HTTP+JSON. */
export const transport = process.argv[2];

export const authorized = (url, init) =>
  fetch(url, {...init, headers: {...init?.headers, Authorization: `Bearer ${token}`}});

/** Each in its order; a failure says in which. */
export async function run(scenarios) {
  for (const scenario of scenarios) {
    try {
      await scenario();
      console.log(`ok ${transport} ${scenario.name}`);
    } catch (error) {
      console.error(`FAILED ${transport} ${scenario.name}`);
      throw error;
    }
  }
}

/** Somebody on loopback who is told of updates. */
export async function receiver() {
  const told = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    told.push({headers: request.headers, body: JSON.parse(body)});
    response.writeHead(204).end();
    server.emit('told');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/updates`,
    /** The first that fits, as soon as it has come. */
    async first(fits) {
      const signal = AbortSignal.timeout(30_000);
      for (;;) {
        const found = told.find(fits);
        if (found) return found;
        await once(server, 'told', {signal});
      }
    },
    close: () => server.close(),
  };
}

export const newId = () => randomUUID();

export async function rejects(call, name) {
  await assert.rejects(call, error => {
    assert.match(`${error.name} ${error.constructor.name} ${error.message}`, name);
    return true;
  });
}
