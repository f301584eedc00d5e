import { writeFileSync } from 'node:fs';
import { RULES } from '../../src/sim/index.ts';
import { corpusHashes } from './corpus.ts';
import { HASHES_FILE } from './hashes.ts';

/**
 * `npm run corpus:record`: writes the hashes of the corpus anew. Results change only on purpose: raise the rules version
 * first, and put both in one commit.
 */

const hashes = corpusHashes();
writeFileSync(HASHES_FILE, `${JSON.stringify({ rules: RULES, hashes }, null, 0).replaceAll('","', '",\n"')}\n`);
console.log(`${hashes.length} results recorded under rules ${RULES}`);
