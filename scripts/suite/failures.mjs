/**
 * A test that failed: where it is, all of its name, and the error with its place.
 *
 * @typedef {{ file: string, name: string, error: string }} Failure
 */

/**
 * @typedef {{ message?: string, stack?: string }} PlaywrightError
 * @typedef {{ title: string, file: string, tests: { status: string, results: { errors: PlaywrightError[] }[] }[] }} PlaywrightSpec
 * @typedef {{ title: string, file: string, specs: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 */

/**
 * The failed tests of a report of Playwright's JSON reporter, and the errors outside of any test.
 *
 * @param {{ suites: PlaywrightSuite[], errors: PlaywrightError[] }} report
 * @returns {Failure[]}
 */
export function failuresOfPlaywright({ suites, errors }) {
  const outside = errors.map((error) => ({
    file: 'e2e',
    name: '(outside of any test)',
    error: textOf(error),
  }));
  return [...suites.flatMap((suite) => failuresOfSuite(suite, [])), ...outside];
}

/**
 * @param {PlaywrightSuite} suite
 * @param {readonly string[]} above the titles of the suites that it is in
 * @returns {Failure[]}
 */
function failuresOfSuite({ title, file, specs, suites = [] }, above) {
  // The outermost suite is the file, and is called so.
  const titles = title === file ? above : [...above, title];
  const own = specs.flatMap((spec) =>
    spec.tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ results }) => ({
        file: spec.file,
        name: [...titles, spec.title].join(' > '),
        error: results.flatMap((result) => result.errors.map(textOf)).join('\n'),
      })),
  );
  return [...own, ...suites.flatMap((inner) => failuresOfSuite(inner, titles))];
}

/** @param {PlaywrightError} error */
function textOf({ message = '', stack = message }) {
  return stack;
}
