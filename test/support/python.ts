import { installPackage, succeeds } from './debian';

/** Debian's own: a `python3` earlier in PATH does not see Debian's packages. */
const PYTHON = '/usr/bin/python3';
const PACKAGE = 'python3-requests';

/**
 * A Python that has `requests`: Debian's, its package installed where it is missing, which only root can.
 * @throws where it is missing and cannot be installed.
 */
export async function findPython(): Promise<string> {
  const works = () => succeeds(PYTHON, ['-c', 'import requests']);
  if (await works()) return PYTHON;
  await installPackage(PACKAGE);
  if (await works()) return PYTHON;
  throw new Error(`This test needs ${PYTHON} with ${PACKAGE}; as root it installs them with apt-get, which failed here.`);
}
