import { z } from 'zod';
import { Closing } from '../../src/runtime/closing.ts';
import { adminRest, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, type TestServer } from '../harness/test-server.ts';
import { withoutHaste } from '../sama/world.ts';
import { adminParty } from './admin-party.ts';
import { channelstreamParty } from './channelstream-party.ts';
import { channelOf } from './conversation-of.ts';
import { nativeParty } from './native-party.ts';
import type { Listener, Party } from './party.ts';
import { pusherParty } from './pusher-party.ts';
import { sailsParty } from './sails-party.ts';
import { samaParty } from './sama-party.ts';
import { socketLinkParty } from './socketlink-party.ts';

/** A server with somebody of every protocol on it. */
export interface World extends AsyncDisposable {
  readonly server: TestServer;
  readonly native: Party;
  readonly admin: Party;
  /** These two among them. */
  readonly parties: readonly Party[];
  /** Begins a group of all who can be in one; its channel. */
  newConversation(): Promise<string>;
}

/** Who of each protocol is in conversations, beside the one who is registered with SAMA. */
const MEMBERS = ['nat', 'pus', 'cha'] as const;
const Begun = z.object({ conversation: z.object({ id: z.string() }) });

export function openWorld(server: TestServer): Promise<World> {
  const closing = new Closing();
  return closing.attempt(async () => {
    await withoutHaste(server);
    const admin = adminParty(server);
    const native = await closing.open(() => nativeParty(server, 'nat'));
    const sama = await closing.open(() => samaParty(server, 'sam'));
    const parties: Party[] = [native, admin, sama];
    parties.push(await closing.open(() => socketLinkParty(server, 'sol')));
    parties.push(await closing.open(() => pusherParty(server, 'pus')));
    parties.push(closing.use(channelstreamParty(server, 'cha')), closing.use(sailsParty(server)));
    for (const user of MEMBERS) await adminRest(server)('PUT', `/chat/users/${user}`, {});
    const owner = restClient(server, { 'api-key': ADMIN_KEY, 'as-user': 'nat' });
    return {
      server,
      native,
      admin,
      parties,
      async newConversation() {
        const participants = [...MEMBERS.slice(1), sama.person.id];
        const { body } = await owner('POST', '/chat/conversations', {
          kind: 'group',
          name: 'All',
          participants,
        });
        return channelOf(Begun.parse(body).conversation.id);
      },
      [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
    };
  });
}

/** Follows a channel as a party does. */
export function listenTo({ name, reading }: Party, channel: string, user?: string): Promise<Listener> {
  if (reading === null) throw new Error(`${name} does not read.`);
  return reading.listen(channel, user);
}
