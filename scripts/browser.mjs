import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Names under which Chromium and its relatives are installed. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const USUAL_PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((variable) => {
    const folder = process.env[variable];
    return folder === undefined
      ? []
      : [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')];
  }),
};

/** Root may not use Chromium's sandbox; the rest keeps it quiet, offline, and able to draw without a graphics card. */
export const BROWSER_FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

export const BROWSER_MISSING =
  'No browser found. Install Chromium or Chrome, or set CHROME_PATH to the program of one you have; then run the tests again.';

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The program of an installed browser, or null.
 * @returns {string | null}
 */
export function findBrowser() {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    // A wrong name is a mistake to be told of, not a reason to take another browser silently.
    if (!isProgram(named)) throw new Error(`CHROME_PATH names ${named}, which is not a program.`);
    return named;
  }
  const extension = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name + extension)));
  const usual = process.platform === 'darwin' || process.platform === 'win32' ? USUAL_PLACES[process.platform] : [];
  return [...onPath, ...usual].find(isProgram) ?? null;
}

/** @param {string[]} parameters */
function apt(parameters) {
  const { status } = spawnSync('apt-get', parameters, {
    // Standard output is kept for results.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return status === 0;
}

function canInstall() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version');
}

/**
 * Finds a browser, or installs one where that can be done without asking; throws an error that says what to do.
 * @returns {string}
 */
export function needBrowser() {
  const found = findBrowser();
  if (found !== null) return found;
  if (canInstall()) {
    console.error('No browser found: installing chromium with apt-get …');
    if (apt(['update']) && apt(['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'])) {
      const installed = findBrowser();
      if (installed !== null) return installed;
    }
  }
  throw new Error(BROWSER_MISSING);
}

// Run by itself it says which browser the tests would use.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    console.log(needBrowser());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
