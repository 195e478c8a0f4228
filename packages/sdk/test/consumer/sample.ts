import { createParley, defineChannel, ParleyError } from '@parley/sdk';
import { createParleyAdmin } from '@parley/sdk/admin';
import { createParleyRest } from '@parley/sdk/rest';
import { z } from 'zod';

/** What a consumer outside the workspace writes. Compiled against nothing but the published files. */
export const room = defineChannel(
  'room:{id}',
  {
    message: z.object({ text: z.string() }),
    price: z.object({ at: z.string().transform((text) => new Date(text)) }),
  },
  { signals: { typing: z.object({ on: z.boolean() }) }, presence: z.object({ name: z.string() }) },
);
const news = defineChannel('news', { headline: z.string() });

export async function useEverything(url: string): Promise<Date[]> {
  const parley = createParley({ url, key: 'key', token: async () => 'token' });
  const channel = parley.channel(room, { id: 42 });
  const { id, position } = await channel.publish('message', { text: 'hi' }, { timeoutMs: 1000 });
  await channel.edit('message', id, { text: 'ho' });
  await channel.delete(id);
  await channel.publish('price', { at: '2026-01-01' });
  await parley.channel(news).publish('headline', 'Parley stands');

  const subscription = channel.subscribe(
    {
      message: (event) => event.data.text.toUpperCase(),
      price: (event) => event.data.at.getTime(),
      typing: (signal) => signal.data.on,
      onPresence: (change) => change.data?.name.length,
      onGap: (gap) => gap.cause,
      onEdit: (event) => (event.name === 'message' ? event.data.text : event.data.at),
      onEnd: (error) => error.code,
    },
    { rewind: 10, presence: { name: 'Ann' } },
  );
  const start = await subscription.ready;
  const names: (string | undefined)[] = start.members?.map((member) => member.data?.name) ?? [];
  subscription.unsubscribe();

  const dates: Date[] = [];
  for await (const item of channel.events({ bufferSize: 10 })) {
    if (item.type === 'event' && item.kind === 'publish' && item.name === 'price') dates.push(item.data.at);
    else if (item.type === 'gap') break;
  }
  const { events } = await channel.history({ limit: 10, after: position });
  for (const event of events) names.push(event.name === 'message' ? event.data.text : undefined);

  const me = await parley.api.session.whoAmI.query();
  const published = await parley.api.channels.publish.mutate({ channel: 'a', name: 'b', data: me.user });
  const admin = createParleyAdmin({ url, adminKey: 'secret' });
  await admin.api.channels.publish.mutate({ channel: 'a', name: 'b', data: published.position });
  const rest = createParleyRest({ url, adminKey: 'secret' });
  const answer = await rest.GET('/channels/{channel}/history', { params: { path: { channel: 'news' } } });
  names.push(answer.data?.events[0]?.name ?? answer.error?.fix);
  parley.on('state', (state) =>
    names.push(state.error instanceof ParleyError ? state.error.code : state.status),
  );
  return dates;
}
