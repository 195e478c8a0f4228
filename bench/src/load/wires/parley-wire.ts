import { type Conversation, FAN_OUT_CHANNEL, noKeepAlive, type Wire } from '../conversation.ts';

/** The keys of the app that is measured. */
export interface ParleyKeys {
  readonly clientKey: string;
  readonly adminKey: string;
}

/**
 * Parley's native wire: tRPC with superjson.
 *
 * @param sharedId whether readers call their subscription by the same id, as the SDK does, so that they share frames.
 */
export function parleyWire({ clientKey, adminKey }: ParleyKeys, sharedId: boolean): Wire {
  return {
    reader: (index) =>
      conversation(
        { key: clientKey },
        `{"id":"ch:${FAN_OUT_CHANNEL}${sharedId ? '' : `:${index}`}","method":"subscription",` +
          `"params":{"path":"channels.subscribe","input":{"json":{"channel":"${FAN_OUT_CHANNEL}"}}}}`,
        (text) => text.includes('"type":"subscribed"'),
      ),
    publisher: () => speaker({ adminKey }),
    client: () => speaker({ key: clientKey }),
    publish: (id, body, channel) =>
      `{"id":${id},"method":"mutation","params":{"path":"channels.publish",` +
      `"input":{"json":{"channel":"${channel}","name":"message","data":${body}}}}}`,
    isRefusal: (start) => start.includes('"error"'),
  };
}

function speaker(params: Readonly<Record<string, string>>): Conversation {
  const whoAmI = '{"id":"who","method":"query","params":{"path":"session.whoAmI"}}';
  return conversation(params, whoAmI, (text) => text.includes('"result"'));
}

function conversation(
  params: Readonly<Record<string, string>>,
  request: string,
  isReady: (text: string) => boolean,
): Conversation {
  return {
    path: '/trpc?connectionParams=1',
    opening: [JSON.stringify({ method: 'connectionParams', data: params }), request],
    hear(text) {
      if (text.includes('"error":{')) throw new Error(`Parley refused a request: ${text}`);
      return isReady(text) ? 'ready' : 'wait';
    },
    keepAlive: noKeepAlive,
  };
}
