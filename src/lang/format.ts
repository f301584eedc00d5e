/** Numbers and lists as text, the same everywhere: no locale of the computer takes part. All are exact, so that what is compared can be seen to differ. */

/** 1234567 → "1,234,567". */
export function whole(value: number): string {
  const [digits = '', fraction] = String(Math.abs(value)).split('.');
  const grouped = /^\d+$/.test(digits) ? digits.replace(/\B(?=(\d{3})+$)/g, ',') : digits;
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** 2560 → "2,560 MiB": one unit, so that what is added up and compared is seen to be of one kind. */
export function mebibytes(mib: number): string {
  return `${whole(mib)} MiB`;
}

const TEN_MINUTES_MS = 600_000;
const HOUR_MS = 3_600_000;

/** 350 → "0.35 s", 8204 → "8.204 s", 750500 → "12 min 30.5 s". */
export function milliseconds(ms: number): string {
  if (Math.abs(ms) < TEN_MINUTES_MS) return `${whole(ms / 1000)} s`;
  const hours = Math.floor(ms / HOUR_MS);
  const minutes = Math.floor((ms % HOUR_MS) / 60_000);
  const rest = ms % 60_000;
  return [
    ...(hours > 0 ? [`${whole(hours)} h`] : []),
    ...(minutes > 0 ? [`${minutes} min`] : []),
    ...(rest > 0 ? [`${whole(rest / 1000)} s`] : []),
  ].join(' ');
}

/** What was measured, always to the millisecond: 350 → "0.350 s", 35040 → "35.040 s". */
export function measured(ms: number): string {
  return Math.abs(ms) < TEN_MINUTES_MS ? `${(ms / 1000).toFixed(3)} s` : milliseconds(ms);
}

/** Sentences one after another, each with a capital and one full stop. */
export function sentences(texts: readonly string[]): string {
  return texts
    .map((text) => capitalised(text.trim()))
    .filter((text) => text !== '')
    .map((text) => (/[.!?…]$/.test(text) ? text : `${text}.`))
    .join(' ');
}

export function minutes(min: number): string {
  return `${whole(min)} min`;
}

export function credits(amount: number): string {
  return `${whole(amount)} ${amount === 1 ? 'credit' : 'credits'}`;
}

/** 873 → "87.3 %". */
export function thousandths(value: number): string {
  return `${whole(value / 10)} %`;
}

/** Simulated time in a log, as kernels print it: 1234567 µs → "1.234567". */
export function logTime(us: number): string {
  const seconds = Math.floor(us / 1_000_000);
  return `${seconds}.${String(Math.floor(us % 1_000_000)).padStart(6, '0')}`;
}

/** ["a", "b", "c"] → "a, b or c". */
export function listed(words: readonly (string | number | boolean)[], last: 'and' | 'or'): string {
  const texts = words.map((word) => (typeof word === 'number' ? whole(word) : String(word)));
  if (texts.length < 2) return texts.join('');
  return `${texts.slice(0, -1).join(', ')} ${last} ${texts[texts.length - 1]}`;
}

/** "1 node", "2 nodes". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${whole(count)} ${count === 1 ? one : many}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
