import { createECDH, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DocumentCheckOptions } from '../../src/api/rest/testing/truth/document-check-options.ts';
import { PASSWORD, signInCalls } from '../chat/sign-in-calls.ts';
import { clientHeaders, restClient } from '../harness/rest-client.ts';
import { ADMIN_KEY, type TestServer } from '../harness/test-server.ts';

/** Two contacts' ways: what a contact needs beside a name. */
const WAYS = [{ type: 'home', value: 'x@example.test' }];
const LOGIN = 'the author';
const DEVICE = 'a browser';
/** To be deleted, by themselves and by the backend. */
const SHORT_LIVED = ['may-fly', 'day-lily'] as const;
const Id = z.object({ id: z.string() });
const Begun = z.object({ conversation: Id });
const Created = z.object({ files: z.array(Id) });

/**
 * For a check of the document: a user who has something of everything in chat, in whose name each operation can succeed,
 * and samples that name what it has.
 */
export async function chatSamples(
  server: TestServer,
): Promise<Required<Pick<DocumentCheckOptions, 'headers' | 'freshHeaders' | 'samples' | 'picky' | 'quiet'>>> {
  const calls = signInCalls(server);
  const author = await calls.register(LOGIN);
  const { refreshToken } = await calls.login(LOGIN);
  const headers = { 'api-key': ADMIN_KEY, 'as-user': author };
  const rest = restClient(server, headers);
  const post = async (path: string, body: unknown): Promise<unknown> => (await rest('POST', path, body)).body;

  for (const id of ['friend', 'acquaintance', ...SHORT_LIVED]) await rest('PUT', `/chat/users/${id}`, {});
  const begin = async (name: string): Promise<string> => {
    const participants = ['friend', 'acquaintance'];
    const begun = await post('/chat/conversations', { kind: 'group', name, participants });
    return Begun.parse(begun).conversation.id;
  };
  const [conversation, left] = [await begin('Samples'), await begin('Left')];
  const say = async (text: string): Promise<string> =>
    Id.parse(await post(`/chat/conversations/${conversation}/messages`, { text })).id;
  const [message, deleted] = [await say('Hello'), await say('Never mind')];
  const spec = { name: 'a.png', size: 10, contentType: 'image/png' };
  const [file] = Created.parse(await post('/chat/files', { files: [spec] })).files;
  const image = { fileId: file?.id };
  const contact = Id.parse(await post('/chat/contacts', { firstName: 'X', emails: WAYS }));
  const signedIn = await rest('GET', '/chat/session/devices');
  const [device] = z.object({ devices: z.array(Id) }).parse(signedIn.body).devices;
  await rest('PUT', `/chat/push/subscriptions/${encodeURIComponent(DEVICE)}`, {
    platform: 'web',
    target: browser(),
  });
  await post('/chat/push/messages', { users: [author], content: { title: 'Samples' } });
  const told = await rest('GET', '/push-deliveries');
  const [delivery] = z.object({ deliveries: z.array(Id) }).parse(told.body).deliveries;

  return {
    headers,
    freshHeaders: {
      // It ends the sign-in that it is asked by; a backend has none.
      chatSessionLogout: async () => clientHeaders((await calls.login(LOGIN)).accessToken),
      // Whoever is deleted has nothing left for what is asked then.
      chatUsersDeleteMe: async () => ({ ...headers, 'as-user': SHORT_LIVED[0] }),
    },
    samples: {
      conversation: [conversation],
      participants: [['friend']],
      contacts: [[{ firstName: 'X', emails: WAYS }]],
      emails: [WAYS],
      avatar: [image],
      image: [image],
      users: [['friend']],
      ...forEach(['Get', 'Update', 'Members', 'AddMembers', 'RemoveMembers', 'SetRole'], (name) => ({
        [`chatConversations${name}.id`]: [conversation],
      })),
      'chatConversationsMembers.after': ['acquaintance'],
      'chatConversationsLeave.id': [left],
      'chatConversationsSetRole.user': ['friend', 'acquaintance'],
      ...forEach(['Get', 'Edit', 'React', 'Reactions'], (name) => ({
        [`chatMessages${name}.id`]: [message],
      })),
      ...forEach(['List.after', 'List.before'], (name) => ({ [`chatMessages${name}`]: [1, 2, 3] })),
      'chatMessagesRead.upTo': [message],
      'chatMessagesSignal.to': [{ conversation }],
      'chatMessagesDelete.ids': [[deleted]],
      'chatMessagesSend.replyTo': [message],
      'chatMessagesSend.forwardOf': [message],
      'chatMessagesSend.attachments': [[image]],
      'chatFilesCreate.files': [[spec]],
      'chatFilesUrls.ids': [[file?.id]],
      'chatContactsUpdate.id': [contact.id],
      'chatContactsList.before': [contact.id],
      'chatSessionLogin.login': [LOGIN],
      'chatSessionLogin.password': [PASSWORD],
      'chatSessionRefresh.refreshToken': [refreshToken],
      'chatSessionEndDevice.id': [device?.id],
      ...forEach(['Put', 'Get', 'Remove'], (name) => ({ [`chatUsers${name}.id`]: [SHORT_LIVED[1]] })),
      'chatUsersList.ids': [['friend', author]],
      'adminPushDelivery.id': [delivery?.id],
      'chatPushSubscribe.platform': ['web'],
      'chatPushSubscribe.target': [browser()],
      ...forEach(['Subscribe', 'Unsubscribe'], (name) => ({ [`chatPush${name}.deviceId`]: [DEVICE] })),
    },
    quiet: ['chatActivityWatch'],
    picky: [
      // A contact has a name, and an e-mail or a phone.
      ...['chatContactsAdd', 'chatContactsAddMany', 'chatContactsUpdate'],
      // The others exist, and are not oneself.
      'chatConversationsCreate',
      // A text may be empty if there is an attachment.
      'chatMessagesSend',
    ],
  };
}

function forEach<Value>(
  names: readonly string[],
  entries: (name: string) => Record<string, Value>,
): Record<string, Value> {
  return Object.assign({}, ...names.map(entries));
}

/** What a browser's push subscription looks like. */
function browser(): object {
  return {
    endpoint: 'https://push.example.test/1',
    keyAuth: randomBytes(16).toString('base64url'),
    keyP256dh: createECDH('prime256v1').generateKeys().toString('base64url'),
  };
}
