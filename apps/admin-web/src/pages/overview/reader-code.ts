/** A program that prints what is published on a channel, with the key that works. */
export function readerCode(origin: string, key: string): string {
  return `import { createParley, defineChannel } from '@parley/sdk';
import { z } from 'zod';

const hello = defineChannel('pub-cache-hello', {
  message: z.object({ text: z.string() }),
});
const parley = createParley({
  url: ${JSON.stringify(origin)},
  key: ${JSON.stringify(key)},
});
parley.channel(hello).subscribe({
  message: (event) => console.log(event.data.text),
});
`;
}
