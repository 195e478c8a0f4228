import { z } from 'zod';
import { adminRest } from '../../harness/rest-client.ts';
import type { TestServer } from '../../harness/test-server.ts';

const Value = z.object({ value: z.string() });
const NewApp = z.object({ keys: z.object({ client: Value, secret: Value }) });

/** Makes an app beside the default one; what its backend signs with. */
export async function otherApp(server: TestServer, id: string): Promise<{ key: string; secret: string }> {
  const { body } = await adminRest(server)('POST', '/apps', { id, name: id });
  const { client, secret } = NewApp.parse(body).keys;
  return { key: client.value, secret: secret.value };
}
