/** @typedef {import('./suite-steps.mjs').SuiteStep} SuiteStep */

/**
 * The steps to run for a command line: all without arguments, otherwise the named ones, in the suite's order, and the
 * build before whatever needs it.
 *
 * @param {readonly SuiteStep[]} all
 * @param {readonly string[]} args
 * @returns {{ steps: SuiteStep[] } | { message: string, exitCode: number }}
 */
export function chooseSteps(all, args) {
  if (args.includes('--help')) return { message: usage(all), exitCode: 0 };
  const unknown = args.filter((arg) => !all.some(({ name }) => name === arg));
  if (unknown.length > 0) {
    return { message: `There is no part called ${unknown.join(', ')}.\n${usage(all)}`, exitCode: 2 };
  }
  const named = all.filter(({ name }) => args.length === 0 || args.includes(name));
  const needBuild = named.some(({ needsBuild }) => needsBuild === true);
  return { steps: all.filter((step) => named.includes(step) || (needBuild && step.name === 'build')) };
}

/** @param {readonly SuiteStep[]} all */
function usage(all) {
  const lines = all.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`);
  return [
    'npm test                  runs everything',
    'npm test -- <part> …      runs parts:',
    ...lines,
  ].join('\n');
}
