import { createRequire } from 'node:module';
import type { BenchContext } from '../bench-context.ts';
import { parleySubject } from './parley-subject.ts';
import { peerSubject } from './peer-subject.ts';
import type { Subject } from './subject.ts';

export const PARLEY = 'Parley';

/** The servers that fan out, Parley first. */
export function fanOutSubjects(context: BenchContext): readonly Subject[] {
  const { options, signal, folder, databaseUrl } = context;
  const { server = null, profile = null, only } = options;
  const parley = { databaseUrl, folder, program: server, profileTo: profile, signal };
  const subjects = [
    parleySubject({ ...parley, name: PARLEY, startAt: 400_000, sharedId: true }),
    parleySubject({ ...parley, name: `${PARLEY}, ids all distinct`, startAt: 200_000, sharedId: false }),
    peerSubject({
      name: 'Socket.IO 4',
      program: 'socket-io.ts',
      wire: { kind: 'socket.io' },
      startAt: 66_000,
      signal,
    }),
    peerSubject({
      name: 'ws, one send per reader',
      program: 'naive-ws.ts',
      wire: { kind: 'plain' },
      startAt: 66_000,
      signal,
    }),
    peerSubject({
      name: 'tRPC, stock adapter',
      program: 'stock-trpc.ts',
      wire: { kind: 'trpc' },
      startAt: 16_500,
      signal,
    }),
    ...(hasMicroWebSockets()
      ? [
          peerSubject({
            name: 'uWebSockets.js',
            program: 'micro-web-sockets.ts',
            wire: { kind: 'plain' },
            startAt: 400_000,
            signal,
          }),
        ]
      : []),
  ];
  if (!only) return subjects.filter(({ name }) => !name.includes('distinct'));
  return subjects.filter(({ name }) => name === PARLEY || only.some((part) => name.includes(part)));
}

/** It is not on npm; whoever wants it compared installs it by hand. */
export function hasMicroWebSockets(): boolean {
  try {
    createRequire(import.meta.url).resolve('uWebSockets.js');
    return true;
  } catch {
    return false;
  }
}
