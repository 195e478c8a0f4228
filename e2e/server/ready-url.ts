import type { ChildProcess } from 'node:child_process';

const BANNER_ADDRESS = /^ {2}dashboard +(http\S+)\/dashboard\/$/m;
const BANNER_END = 'for await (const';

/**
 * Waits for the banner that a server prints once it is ready.
 *
 * @param onOutput called with whatever it prints, now and later
 * @returns where the server is reached
 */
export function readyUrl(server: ChildProcess, onOutput: (text: string) => void): Promise<string> {
  let output = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      const text = chunk.toString();
      output += text;
      onOutput(text);
      const address = BANNER_ADDRESS.exec(output)?.[1];
      if (address !== undefined && output.includes(BANNER_END)) resolve(address);
    };
    server.stdout?.on('data', hear);
    server.stderr?.on('data', hear);
    server.once('error', reject);
    server.once('exit', (code, signal) =>
      reject(new Error(`The server ended (${code ?? signal}) before it was ready:\n${output}`)),
    );
  });
}
