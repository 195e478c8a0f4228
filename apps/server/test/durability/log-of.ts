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
    const answer = await fetch(
      `${url}/api/v1/channels/${encodeURIComponent(channel)}/history?order=oldest&limit=1000${after}`,
      { headers: { 'api-key': ADMIN_KEY } },
    );
    const page = Page.parse(await answer.json());
    events.push(...page.events);
    if (page.events.length < 1000) return { events, position: page.position };
  }
}
