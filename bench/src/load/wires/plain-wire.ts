import { type Conversation, noKeepAlive, type Wire } from '../conversation.ts';

/** JSON messages with nothing around them: the naive servers. A server greets once the connection counts. */
export const plainWire: Wire = {
  reader: () => conversation('/read'),
  publisher: () => conversation('/publish'),
  client: () => conversation('/publish'),
  publish: (id, body, channel) => `{"id":${id},"channel":"${channel}","name":"message","data":${body}}`,
  isRefusal: (start) => start.includes('"error"'),
};

function conversation(path: string): Conversation {
  return {
    path,
    opening: [],
    hear: (text) => (text === '"ready"' ? 'ready' : 'wait'),
    keepAlive: noKeepAlive,
  };
}
