import { useSyncExternalStore } from 'react';
import { socket } from './client.ts';

/** `down`: a feed wants the socket and it cannot be opened at the moment; it is being tried again. */
export type SocketState = 'unused' | 'opening' | 'open' | 'down';

export function useSocketState(): SocketState {
  return useSyncExternalStore(subscribe, read);
}

function subscribe(changed: () => void): () => void {
  const subscription = socket.connectionState.subscribe({ next: changed });
  return () => subscription.unsubscribe();
}

function read(): SocketState {
  const { state, error } = socket.connectionState.get();
  switch (state) {
    case 'idle':
      return 'unused';
    case 'connecting':
      return error === null ? 'opening' : 'down';
    case 'pending':
      return 'open';
  }
}
