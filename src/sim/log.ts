import type { Film, FilmRow, Life } from './film.ts';
import { hypervisorOf, kernelOf, machineOf, type StackNode } from './stack.ts';
import type { Phase } from './simulate/step.ts';
import type { TraceKind } from './simulate/trace.ts';

/**
 * What each kernel prints, as data: people never see a kernel but through this. Instants of phases are the simulation's;
 * where in a phase its lines fall is made up. Sentences are made in `src/lang`, one set for each kernel's family.
 */

export const LOG_CODES = [
  'firmware-start',
  'memory-check',
  'firmware-devices',
  'loader',
  'loader-kernel',
  'kernel-start',
  'kernel-cpu',
  'kernel-memory',
  'kernel-guest',
  'kernel-bare',
  'kernel-driver-disk',
  'kernel-driver-network',
  'kernel-root',
  'services-start',
  'services-network',
  'boot-finished',
  'unit-starting',
  'unit-ready',
  'unit-done',
  'unit-stopped',
  'unit-crashed',
  'unit-killed',
  'unit-gave-up',
  'unit-runaway',
  'unit-compromised',
  'panic',
  'driver-restart',
  'disk-full',
  'data-lost',
  'power-loss',
] as const;
export type LogCode = (typeof LOG_CODES)[number];

export interface LogLine {
  /** µs since power-on. */
  readonly atUs: number;
  /** µs since this kernel was last started; negative while firmware and loader run. */
  readonly sinceBootUs: number;
  /** The kernel (or type 1 hypervisor, or bare program) whose log this is. */
  readonly kernel: string;
  readonly code: LogCode;
  readonly data: Readonly<Record<string, string | number>>;
}

/** A phase of a life, where lines can be put by fraction. */
interface Span {
  readonly startUs: number;
  readonly endUs: number;
}

/** All stretches of one phase of a life taken together. */
function spanOf(life: Life | undefined, phase: Phase): Span | null {
  const spans = life === undefined ? [] : life.phases.filter((span) => span.phase === phase);
  return spans.length === 0 ? null : { startUs: spans[0]!.startUs, endUs: spans[spans.length - 1]!.endUs };
}

type Put = (atUs: number, code: LogCode, data?: Readonly<Record<string, string | number>>) => void;

/** Puts a line so far into a phase, 0 to 1. */
function within(put: Put, span: Span | null, fraction: number, code: LogCode, data?: Readonly<Record<string, string | number>>): void {
  if (span !== null) put(span.startUs + (span.endUs - span.startUs) * fraction, code, data);
}

/** Firmware and loader of the hardware under a kernel, as far as they ran for this start. */
function logHardware(put: Put, hardware: StackNode, life: Life | undefined): void {
  const isMachine = hardware.kind === 'machine';
  const firmware = isMachine ? machineOf(hardware).firmware : 'virtual';
  const start = spanOf(life, 'firmware');
  within(put, start, 0, 'firmware-start', { firmware, hardware: hardware.id, part: hardware.build.part! });
  // The check is the last part of a machine's firmware phase; a VM's firmware finds its memory given.
  within(put, start, isMachine ? 0.6 : 0.3, 'memory-check', { kib: hardware.ramKiB });
  within(put, start, 0.9, 'firmware-devices', { threads: hardware.threads, diskMiB: Math.floor(hardware.diskKiB / 1024) });
  const loader = spanOf(life, 'loader');
  within(put, loader, 0, 'loader', { firmware });
  within(put, loader, 0.95, 'loader-kernel', {});
}

function logKernelStart(put: Put, kernel: StackNode, life: Life): void {
  const hardware = kernel.hardware!;
  const held = kernel.kind === 'kernel' ? kernelOf(kernel).values.baseKiB : hypervisorOf(kernel).values.baseKiB;
  const read = spanOf(life, 'read') ?? { startUs: life.startUs, endUs: life.startUs };
  within(put, read, 1, 'kernel-start', { part: kernel.build.part!, isa: hardware.isa });
  const init = spanOf(life, 'initialise');
  within(put, init, 0.02, 'kernel-memory', { totalKiB: hardware.ramKiB, freeKiB: Math.max(0, hardware.ramKiB - held) });
  within(put, init, 0.08, 'kernel-cpu', { threads: hardware.threads });
  if (hardware.kind === 'vm') within(put, init, 0.1, 'kernel-guest', { hypervisor: hardware.hypervisor!.build.part! });
  else within(put, init, 0.1, 'kernel-bare', { virtualization: hardware.extensions ? 1 : 0 });
  within(put, init, 0.45, 'kernel-driver-disk', {
    diskMiB: Math.floor(hardware.diskKiB / 1024),
    driver: hardware.kind === 'vm' ? 'virtual' : machineOf(hardware).storage,
  });
  within(put, init, 0.6, 'kernel-driver-network', { driver: hardware.kind === 'vm' ? 'virtual' : 'card' });
  within(put, init, 0.95, 'kernel-root', {});
  const services = spanOf(life, 'services');
  within(put, services, 0.01, 'services-start', {});
  within(put, services, 0.7, 'services-network', {});
  if (life.readyUs !== null) put(life.readyUs, 'boot-finished', { us: Math.round(life.readyUs - life.startUs) });
}

const UNIT_CODES: Partial<Record<TraceKind, LogCode>> = {
  start: 'unit-starting',
  ready: 'unit-ready',
  done: 'unit-done',
  stop: 'unit-stopped',
  crash: 'unit-crashed',
  'out-of-memory': 'unit-killed',
  'gave-up': 'unit-gave-up',
  runaway: 'unit-runaway',
  compromised: 'unit-compromised',
  panic: 'panic',
  'driver-fault': 'driver-restart',
  'disk-full': 'disk-full',
  'data-lost': 'data-lost',
  'power-loss': 'power-loss',
};

/** Whose log a node's doings are in: the kernel under it; for hardware, the kernel on it. */
function keeperOf(node: StackNode, keepers: ReadonlyMap<StackNode, StackNode>): StackNode | null {
  if (node.kind === 'kernel') return node;
  if (node.kind === 'machine') return keepers.get(node) ?? null;
  return keepers.get(node.home!) ?? null;
}

/** Which node has the log of each piece of hardware: its kernel, its type 1 hypervisor, or the program bare on it. */
function keepersOf(rows: readonly FilmRow[]): Map<StackNode, StackNode> {
  const keepers = new Map<StackNode, StackNode>();
  for (const { node } of rows) {
    const { on } = node;
    if (on !== null && (on.kind === 'machine' || on.kind === 'vm')) keepers.set(on, node);
  }
  return keepers;
}

/** The last start of a row at or before an instant. */
function lifeBefore(row: FilmRow, us: number): Life | undefined {
  let found: Life | undefined;
  for (const life of row.lives) if (life.startUs <= us) found = life;
  return found;
}

/** Every line that is printed during a run, by time. */
export function bootLog(film: Film): LogLine[] {
  const keepers = keepersOf(film.rows);
  const rowOf = new Map(film.rows.map((row) => [row.node, row]));
  const lines: LogLine[] = [];
  const writer =
    (kernel: StackNode, bootUs: number): Put =>
    (atUs, code, data = {}) =>
      lines.push({ atUs, sinceBootUs: atUs - bootUs, kernel: kernel.id, code, data });
  for (const [hardware, keeper] of keepers) {
    const boots = rowOf.get(keeper)!.lives;
    for (const life of rowOf.get(hardware)!.lives) {
      const boot = boots.find((candidate) => candidate.startUs >= life.startUs);
      logHardware(writer(keeper, boot === undefined ? life.startUs : boot.startUs), hardware, life);
    }
    if (keeper.kind === 'kernel' || keeper.kind === 'hypervisor') {
      for (const life of boots) logKernelStart(writer(keeper, life.startUs), keeper, life);
    }
  }
  for (const { atUs, kind, node } of film.events) {
    const keeper = keeperOf(node, keepers);
    const code = UNIT_CODES[kind];
    if (keeper === null || code === undefined) continue;
    // The keeper's own start and readiness have lines of their own.
    if (node === keeper && (kind === 'start' || kind === 'ready') && node.kind !== 'workload') continue;
    if (node.kind === 'machine' && kind !== 'power-loss' && kind !== 'stop') continue;
    const boot = lifeBefore(rowOf.get(keeper)!, atUs);
    writer(keeper, boot === undefined ? atUs : boot.startUs)(atUs, code, { node: node.id, what: node.build.part ?? node.build.workload! });
  }
  return lines.sort((a, b) => a.atUs - b.atUs);
}
