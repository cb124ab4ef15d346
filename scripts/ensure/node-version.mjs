const least = [20, 19];

/** Says what to do instead of failing later on syntax or a missing function. */
export function checkNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const isEnough = major > least[0] || (major === least[0] && minor >= least[1]);
  if (isEnough) return;
  console.error(`Guildhall needs Node.js ${least.join('.')} or newer; this is ${version}.`);
  console.error('Install the current LTS version from https://nodejs.org and start again.');
  process.exit(1);
}
