import { vi } from 'vitest';
import { z } from 'zod';
import { HistoryEvent } from '../../src/api/models/history-event.ts';
import { ADMIN_KEY } from '../harness/test-server.ts';

const Page = z.object({ events: z.array(HistoryEvent), position: z.string() });

/** Everything that was published on a channel, oldest first, and where the channel stands. */
export async function logOf(url: string, channel: string): Promise<z.infer<typeof Page>> {
  const events: z.infer<typeof HistoryEvent>[] = [];
  for (;;) {
    const last = events.at(-1);
    const after = last === undefined ? '' : `&after=${encodeURIComponent(last.position)}`;
    const path = `/api/v1/channels/${encodeURIComponent(channel)}/history?order=oldest&limit=1000${after}`;
    const page = Page.parse(await answerOf(url + path));
    events.push(...page.events);
    if (page.events.length < 1000) return { events, position: page.position };
  }
}

/** Connections that died with a database are found out one by one, each by a 503 that says to ask again. */
function answerOf(url: string): Promise<unknown> {
  return vi.waitFor(
    async () => {
      const answer = await fetch(url, { headers: { 'api-key': ADMIN_KEY } });
      const body: unknown = await answer.json();
      if (answer.status === 503) throw new Error(JSON.stringify(body));
      return body;
    },
    { timeout: 30_000, interval: 20 },
  );
}
