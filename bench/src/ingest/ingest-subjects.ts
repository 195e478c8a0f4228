import type { BenchContext } from '../bench-context.ts';
import { parleySubject } from '../subjects/parley-subject.ts';
import { peerSubject } from '../subjects/peer-subject.ts';
import type { Subject } from '../subjects/subject.ts';

export interface IngestSubject {
  readonly subject: Subject;
  /** What its channels' names begin with. */
  readonly channel: string;
}

export const GROUP_COMMIT = 'Parley, durable';
export const NO_STORE = 'Parley, volatile';
export const INSERT_EACH = 'one INSERT each';

/** The servers that take publishes in; all of them store in the same PostgreSQL, or not at all. */
export function ingestSubjects(context: BenchContext): readonly IngestSubject[] {
  const { options, signal, folder, databaseUrl } = context;
  const { server = null, profile = null, only } = options;
  const parley = {
    startAt: 0,
    sharedId: true,
    databaseUrl,
    folder,
    program: server,
    profileTo: profile,
    signal,
  };
  const subjects = [
    { subject: parleySubject({ ...parley, name: GROUP_COMMIT }), channel: 'pub-cache-bench-' },
    {
      subject: peerSubject({
        name: INSERT_EACH,
        program: 'insert-each.ts',
        wire: { kind: 'plain' },
        startAt: 0,
        env: { BENCH_DATABASE_URL: databaseUrl },
        signal,
      }),
      channel: 'bench-',
    },
    { subject: parleySubject({ ...parley, name: NO_STORE }), channel: 'pub-bench-' },
  ];
  if (!only) return subjects;
  return subjects.filter(
    ({ subject: { name } }) => name === GROUP_COMMIT || only.some((part) => name.includes(part)),
  );
}
