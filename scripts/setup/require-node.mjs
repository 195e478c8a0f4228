// Imported first, for its effect: says what is wrong before anything newer than the running Node is loaded. Keep this
// file to what old versions understand.
const version = process.versions.node;
const [major = 0, minor = 0] = version.split('.').map(Number);
const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;

if (!supported) {
  console.error(
    `Parley needs Node 20.19 or later (20.19+, 22.12+ or 24+); this is Node ${version} (${process.execPath}).`,
  );
  console.error('Install a current version from https://nodejs.org and repeat the command.');
  process.exit(1);
}
