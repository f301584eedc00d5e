/**
 * SHA-256 (FIPS 180-4), synchronous: pages without HTTPS have no `crypto.subtle`, and a verdict must not wait.
 * Integer arithmetic only, so every engine gives the same digest.
 */

const K = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
  0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
  0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
  0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
  0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
  0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);
const START = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19] as const;

const schedule = new Int32Array(64);
const state = new Int32Array(8);

function compress(bytes: Uint8Array, at: number): void {
  const w = schedule;
  for (let i = 0, p = at; i < 16; i += 1, p += 4) {
    w[i] = (bytes[p]! << 24) | (bytes[p + 1]! << 16) | (bytes[p + 2]! << 8) | bytes[p + 3]!;
  }
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16]! + s0 + w[i - 7]! + s1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i]! + w[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0]! + a) | 0;
  state[1] = (state[1]! + b) | 0;
  state[2] = (state[2]! + c) | 0;
  state[3] = (state[3]! + d) | 0;
  state[4] = (state[4]! + e) | 0;
  state[5] = (state[5]! + f) | 0;
  state[6] = (state[6]! + g) | 0;
  state[7] = (state[7]! + h) | 0;
}

/** Bytes to be hashed, put together without a string in between. The storage serves again at the next `reset`. */
export class HashText {
  private bytes = new Uint8Array(8192);
  private length = 0;

  reset(): this {
    this.length = 0;
    return this;
  }

  private room(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return;
    const larger = new Uint8Array((this.length + bytes) * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  /** Adds text as UTF-8; lone surrogates become U+FFFD, as TextEncoder does. */
  text(text: string): this {
    // Three bytes a UTF-16 unit at most.
    this.room(text.length * 3);
    const out = this.bytes;
    let n = this.length;
    for (let i = 0; i < text.length; i += 1) {
      let c = text.charCodeAt(i);
      if (c < 0x80) {
        out[n++] = c;
        continue;
      }
      if (c >= 0xd800 && c <= 0xdfff) {
        const low = c <= 0xdbff && i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
        if (low >= 0xdc00 && low <= 0xdfff) {
          c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
          i += 1;
        } else {
          c = 0xfffd;
        }
      }
      if (c < 0x800) {
        out[n++] = 0xc0 | (c >> 6);
      } else {
        if (c < 0x10000) {
          out[n++] = 0xe0 | (c >> 12);
        } else {
          out[n++] = 0xf0 | (c >> 18);
          out[n++] = 0x80 | ((c >> 12) & 63);
        }
        out[n++] = 0x80 | ((c >> 6) & 63);
      }
      out[n++] = 0x80 | (c & 63);
    }
    this.length = n;
    return this;
  }

  /** Adds text as a JSON string. */
  quoted(text: string): this {
    const start = this.length;
    this.room(text.length + 2);
    const out = this.bytes;
    let n = start;
    out[n++] = 0x22;
    for (let i = 0; i < text.length; i += 1) {
      const c = text.charCodeAt(i);
      // Anything that may need an escape, or more than a byte, is left to those who know.
      if (c < 0x20 || c > 0x7e || c === 0x22 || c === 0x5c) return this.text(JSON.stringify(text));
      out[n++] = c;
    }
    out[n++] = 0x22;
    this.length = n;
    return this;
  }

  /** Adds a whole number from 0 to 2^53 in decimal. */
  whole(value: number): this {
    this.room(16);
    let rest = value;
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits += 1;
    let at = this.length + digits;
    this.length = at;
    while (rest > 0x3fffffff) {
      const tens = Math.floor(rest / 10);
      this.bytes[--at] = 48 + (rest - tens * 10);
      rest = tens;
    }
    // Small enough for integer division.
    let small = rest | 0;
    const start = this.length - digits;
    while (at > start) {
      const tens = (small / 10) | 0;
      this.bytes[--at] = 48 + (small - tens * 10);
      small = tens;
    }
    return this;
  }

  /** SHA-256 of what was added, 64 lowercase hexadecimal digits. */
  digest(): string {
    const { length } = this;
    const padded = ((length + 8) >> 6) * 64 + 64;
    this.room(padded - length);
    const { bytes } = this;
    bytes.fill(0, length, padded);
    bytes[length] = 0x80;
    // The length in bits is below 2^53; its high word needs a division, not a shift.
    const high = Math.floor(length / 0x20000000);
    const low = length << 3;
    for (let i = 0; i < 4; i += 1) {
      bytes[padded - 8 + i] = high >>> (24 - 8 * i);
      bytes[padded - 4 + i] = low >>> (24 - 8 * i);
    }
    for (let i = 0; i < 8; i += 1) state[i] = START[i]!;
    for (let at = 0; at < padded; at += 64) compress(bytes, at);
    let hex = '';
    for (let i = 0; i < 8; i += 1) {
      const word = state[i]!;
      hex += HEX[word >>> 24]! + HEX[(word >>> 16) & 255]! + HEX[(word >>> 8) & 255]! + HEX[word & 255]!;
    }
    return hex;
  }
}

/** Two hexadecimal digits of each byte. */
const HEX: readonly string[] = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

const shared = new HashText();

/** SHA-256 of the UTF-8 form of `text`, 64 lowercase hexadecimal digits. */
export function sha256(text: string): string {
  return shared.reset().text(text).digest();
}
