import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * What Redocly (its recommended rules) and Spectral (`spectral:oas`) have to say about an API document: errors, warnings and
 * hints, one line each; empty when both are content. Needs no network.
 *
 * @example
 * ```ts
 * expect(await lintDocument(openApiDocument(appRouter, { version }))).toEqual([]);
 * ```
 */
export async function lintDocument(document: object): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document, null, 2));
    await writeFile(join(folder, 'ruleset.yaml'), 'extends: ["spectral:oas"]\n');
    return [...(await redocly(file, folder)), ...(await spectral(file, folder))];
  } finally {
    await rm(folder, { recursive: true });
  }
}

const RedoclyResult = z.object({
  problems: z.array(
    z.object({
      ruleId: z.string(),
      message: z.string(),
      location: z.array(z.object({ pointer: z.string().optional() })),
    }),
  ),
});

async function redocly(file: string, folder: string): Promise<string[]> {
  const output = await run('@redocly/cli', 'redocly', ['lint', '--format', 'json', file], folder);
  const { problems } = RedoclyResult.parse(JSON.parse(output));
  return problems.map(
    ({ ruleId, message, location }) => `redocly ${ruleId} at ${location[0]?.pointer ?? '?'}: ${message}`,
  );
}

const SpectralResult = z.array(
  z.object({ code: z.string(), path: z.array(z.union([z.string(), z.number()])), message: z.string() }),
);

async function spectral(file: string, folder: string): Promise<string[]> {
  const ruleset = join(folder, 'ruleset.yaml');
  const options = [
    'lint',
    '--quiet',
    '--format',
    'json',
    '--fail-severity',
    'hint',
    '--ruleset',
    ruleset,
    file,
  ];
  const output = await run('@stoplight/spectral-cli', 'spectral', options, folder);
  return SpectralResult.parse(JSON.parse(output || '[]')).map(
    ({ code, path, message }) => `spectral ${code} at ${path.join('/')}: ${message}`,
  );
}

const Package = z.object({ bin: z.record(z.string(), z.string()) });

/** The standard output of a linter. It ends with 1 when it found something; anything else went wrong. */
async function run(packageName: string, command: string, options: string[], cwd: string): Promise<string> {
  const manifest = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const { bin } = Package.parse(JSON.parse(await readFile(manifest, 'utf8')));
  const script = bin[command];
  if (script === undefined) throw new Error(`${packageName} has no command ${command}`);
  const env = {
    ...process.env,
    REDOCLY_TELEMETRY: 'off',
    REDOCLY_SUPPRESS_NOTIFICATIONS: 'true',
    CI: 'true',
  };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [join(dirname(manifest), script), ...options],
      { cwd, env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null || error.code === 1) resolve(stdout);
        else reject(new Error(`${command} failed: ${stderr}`, { cause: error }));
      },
    );
  });
}
