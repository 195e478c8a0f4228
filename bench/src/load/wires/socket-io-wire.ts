import type { Conversation, Wire } from '../conversation.ts';

/** Socket.IO protocol 5 over Engine.IO 4, WebSocket transport from the start, default namespace. */
export const socketIoWire: Wire = {
  reader: () => conversation('reader'),
  publisher: () => conversation('publisher'),
  client: () => conversation('publisher'),
  publish: (_id, body) => `42["publish",${body}]`,
  isRefusal: () => false,
};

function conversation(role: string): Conversation {
  return {
    path: `/socket.io/?EIO=4&transport=websocket&role=${role}`,
    opening: [],
    hear(text) {
      if (text.startsWith('0')) return { say: '40' };
      if (text.startsWith('40{')) return 'ready';
      if (text.startsWith('44')) throw new Error(`Socket.IO refused the connection: ${text}`);
      return 'wait';
    },
    keepAlive: (text) => (text === '2' ? '3' : null),
  };
}
