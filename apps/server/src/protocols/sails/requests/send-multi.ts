import { z } from 'zod';
import type { Call } from './call.ts';
import { jsonIn } from './json-in.ts';
import { pushAll, pushOf } from './push.ts';
import { readField } from './read-field.ts';

const MOST_PUSHES = 100;
const Pushes = z
  .array(z.record(z.string(), z.unknown(), { error: 'each push must be an object' }), {
    error: 'body must be a list of pushes',
  })
  .max(MOST_PUSHES, `body must hold ${MOST_PUSHES} pushes at most`);

/**
 * `POST /wssv/send-multi`: several events, as a bare list or as `{"body": […]}`. All are checked before the first is published;
 * then they are published in their order. Nothing is a success.
 */
export async function sendMulti(call: Call): Promise<object> {
  const { authority, body, parameters } = call;
  const list = Array.isArray(body) ? body : jsonIn(parameters.body);
  const pushes = readField(Pushes, list ?? [], 'E_BODY');
  await pushAll(
    call,
    pushes.map((push) => pushOf(authority.app, push)),
  );
  return {};
}
