import { type Conversation, noKeepAlive, type Wire } from '../conversation.ts';

/** The stock tRPC wire, without a transformer. */
export const trpcWire: Wire = {
  reader: () =>
    conversation(['{"id":1,"method":"subscription","params":{"path":"follow"}}'], (text) =>
      text.includes('"type":"started"') ? 'ready' : 'wait',
    ),
  publisher: () => publisher,
  client: () => publisher,
  publish: (id, body) => `{"id":${id},"method":"mutation","params":{"path":"publish","input":${body}}}`,
  isRefusal: (start) => start.includes('"error"'),
};

const publisher = conversation(['{"id":0,"method":"mutation","params":{"path":"hello"}}'], (text) =>
  text.includes('"result"') ? 'ready' : 'wait',
);

function conversation(opening: readonly string[], hear: Conversation['hear']): Conversation {
  return {
    path: '/',
    opening,
    hear(text) {
      if (text.includes('"error":')) throw new Error(`tRPC refused a request: ${text}`);
      return hear(text);
    },
    keepAlive: noKeepAlive,
  };
}
