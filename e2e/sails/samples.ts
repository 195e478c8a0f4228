import { readFileSync } from 'node:fs';
import { KEYS } from '../server/settings.ts';

const page = readFileSync(new URL('../../docs/sails.md', import.meta.url), 'utf8');
const sampleOf = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)?.[1] ?? '';

/** What the page on moving from a Sails socket service has for browsers. */
export const SAMPLES = {
  /** The tag that loads the client. */
  tag: sampleOf('html'),
  /** Sets `socket`, and calls `show` with each message. */
  script: sampleOf('js'),
} as const;

/** The script as its reader makes it theirs: with the values of a server on this machine. */
export function scriptFor(url: string): string {
  return SAMPLES.script.replace('https://realtime.example.com', url).replace('your client key', KEYS.client);
}
