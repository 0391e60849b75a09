/** Answers the Prisma CLI's requests, one a line and one at a time, until its end of the pipe closes. */
import { createInterface } from 'node:readline';

/** @typedef {object} Engine an object whose methods are the requests */
/** @typedef {{ id: unknown, method?: string, params: unknown }} Request */

const REQUEST_FAILED = 4466;
/** @type {Record<string, string>} */
const RENAMED = { getDatabaseVersion: 'version' };

/** @param {() => Promise<Engine>} engine */
export function serve(engine) {
  let queue = Promise.resolve();
  const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
  lines.on('line', (line) => {
    if (!line.trim()) return;
    /** @type {Request} */
    const request = JSON.parse(line);
    if (request.method) queue = queue.then(() => answer(engine, request));
  });
  lines.on('close', () => void queue.finally(() => process.exit(0)));
}

/** @param {object} message */
function send(message) {
  process.stdout.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
}

/**
 * @param {() => Promise<Engine>} engine
 * @param {Request} request
 */
async function answer(engine, { id, method = '', params }) {
  try {
    const result = await call(await engine(), method, params);
    if (method === 'diff' && typeof result?.stdout === 'string') {
      send({ id: 'print', method: 'print', params: { content: result.stdout } });
    }
    send({ id, result: result ?? (method === 'getDatabaseVersion' ? null : {}) });
  } catch (error) {
    send({ id, error: { code: REQUEST_FAILED, message: 'The schema engine failed.', data: describe(error) } });
  }
}

/**
 * @param {Engine} engine
 * @param {string} method
 * @param {unknown} params
 */
async function call(engine, method, params) {
  const name = RENAMED[method] ?? method;
  const handler = Reflect.get(engine, name);
  if (typeof handler !== 'function') throw new Error(`The schema engine has no method ${name}`);
  return handler.call(engine, params);
}

/** @param {any} error what the engine threw: an Error with a Prisma code and its details */
function describe(error) {
  return {
    is_panic: error?.name === 'PanicError',
    message: error?.message ?? String(error),
    error_code: error?.code ?? error?.error_code,
    meta: error?.meta,
  };
}
