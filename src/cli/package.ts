import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where this package is installed; what it ships is found from here, whatever folder a person works in. */
export const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

export const PACKAGE_VERSION = (JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version;
