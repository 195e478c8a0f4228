import type { BenchContext } from '../bench-context.ts';
import type { HttpChoice } from '../load/http-requests.ts';
import { hasMicroWebSockets, PARLEY } from '../subjects/fan-out-subjects.ts';
import { BACKEND, parleySubject } from '../subjects/parley-subject.ts';
import { peerSubject } from '../subjects/peer-subject.ts';
import type { Subject } from '../subjects/subject.ts';

export const SOCKET_IO = 'Socket.IO 4';

/** The servers whose readers are counted: Parley's speak protocol 7 of Pusher Channels. */
export function pusherSubjects(context: BenchContext): readonly Subject[] {
  const { options, signal } = context;
  const subjects = [
    parley(context),
    socketIo(signal),
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
  const { only } = options;
  if (!only) return subjects;
  return subjects.filter(({ name }) => name === PARLEY || only.some((part) => name.includes(part)));
}

export interface HttpSubject {
  readonly subject: Subject;
  readonly http: HttpChoice;
}

/** The servers that take events over HTTP: Parley checks who signed them, the peer takes what comes. */
export function httpSubjects(context: BenchContext): readonly HttpSubject[] {
  return [
    { subject: parley(context), http: { kind: 'pusher', ...BACKEND } },
    { subject: socketIo(context.signal), http: { kind: 'plain' } },
  ];
}

function parley({ options, signal, folder, databaseUrl }: BenchContext): Subject {
  const { server = null, profile = null } = options;
  return parleySubject({
    name: PARLEY,
    startAt: 400_000,
    sharedId: true,
    readers: 'pusher',
    databaseUrl,
    folder,
    program: server,
    profileTo: profile,
    signal,
  });
}

function socketIo(signal: AbortSignal): Subject {
  return peerSubject({
    name: SOCKET_IO,
    program: 'socket-io.ts',
    wire: { kind: 'socket.io' },
    startAt: 66_000,
    signal,
  });
}
