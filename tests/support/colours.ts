/**
 * Colours as different eyes see them. What people without one kind of cone see: Viénot, Brettel and Mollon 1999 for
 * protanopia and deuteranopia, Brettel, Viénot and Mollon 1997 with the same primaries for tritanopia (one plane of two: near enough here).
 */

export type Triple = readonly [number, number, number];

export const EYES = ['usual', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Eyes = (typeof EYES)[number];

/** Linear light of sRGB, red, green, blue, 0 to 1. */
export function linear(hex: string): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (a: Triple, b: Triple): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const through = (matrix: readonly [Triple, Triple, Triple], colour: Triple): Triple => [
  dot(matrix[0], colour),
  dot(matrix[1], colour),
  dot(matrix[2], colour),
];

/** On linear light; each row of each adds up to 1, so that greys stay grey. */
const SEEN = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
  tritanopia: [
    [1, 0.14461, -0.14461],
    [0, 0.85924, 0.14076],
    [0, 0.85924, 0.14076],
  ],
} as const satisfies Record<Eyes, readonly [Triple, Triple, Triple]>;

export function seen(colour: Triple, eyes: Eyes): Triple {
  return through(SEEN[eyes], colour).map((value) => Math.min(1, Math.max(0, value))) as unknown as Triple;
}

const XYZ = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
] as const;
const WHITE: Triple = [0.95047, 1, 1.08883];

function lab(colour: Triple): Triple {
  const [x, y, z] = through(XYZ, colour).map((value, index) => {
    const share = value / WHITE[index]!;
    return share > 216 / 24389 ? Math.cbrt(share) : (share * 24389) / 27 / 116 + 16 / 116;
  }) as unknown as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Distance in CIELAB (1976); 2.3 is just noticed side by side. */
export function distance(a: Triple, b: Triple): number {
  const [one, other] = [lab(a), lab(b)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

/** Contrast of WCAG 2, 1 to 21. */
export function contrast(a: Triple, b: Triple): number {
  const [dark, light] = [dot(XYZ[1], a), dot(XYZ[1], b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}
