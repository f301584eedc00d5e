import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const CORPUS = fileURLToPath(new URL('../corpus/corpus.ts', import.meta.url));

/** Engine and corpus as one script without modules; it leaves the function `stackwrightCorpus` behind. */
export async function bundleCorpus(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { corpusHashes } from ${JSON.stringify(CORPUS)};\nglobalThis.stackwrightCorpus = () => corpusHashes().join(' ');`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    // Nothing of the surroundings: a reference to Node or a page would fail here or there.
    platform: 'neutral',
  });
  return outputFiles[0]!.text;
}
