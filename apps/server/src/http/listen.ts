import type { FastifyInstance } from 'fastify';
import { SettingsError } from '../config/read-settings.ts';
import type { Settings } from '../config/settings.ts';

/** What to tell the person who set the address, by the reason why it cannot be had. */
const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program is using it. Stop that program, or choose another port with PARLEY_PORT',
  EACCES: 'this user may not. Choose a port above 1023 with PARLEY_PORT',
  EADDRNOTAVAIL: 'this machine does not have the address. Correct PARLEY_HOST',
  ENOTFOUND: 'the name is not known. Correct PARLEY_HOST',
};

/** Listens, and resolves with the URL. Throws a {@link SettingsError} if the settings name no place that can be had. */
export async function listen(http: FastifyInstance, settings: Settings): Promise<string> {
  const { PARLEY_HOST: host, PARLEY_PORT: port } = settings;
  try {
    // Fastify does not know that the server it was given speaks TLS.
    const inTruth = (url: string): string =>
      settings.PARLEY_TLS_CERT === undefined ? url : url.replace(/^http:/, 'https:');
    const listenTextResolver = (url: string): string => `listening at ${inTruth(url)}`;
    return inTruth(await http.listen({ host, port, listenTextResolver }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = REASONS[code];
    if (reason === undefined) throw error;
    throw new SettingsError(`Cannot listen on ${host}:${port}: ${reason}.`, { cause: error });
  }
}
