import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { documentOf } from '../../bench/fidelity/document.ts';
import type { Experiment } from '../../bench/fidelity/experiment.ts';
import { filesIn, readExperiment } from '../../bench/fidelity/files.ts';
import { carryOut, isGood, summarise, type ExperimentReport } from '../../bench/fidelity/judge.ts';
import { OUTSIDE } from '../../bench/fidelity/outside.ts';
import { tableOf } from '../../bench/fidelity/table.ts';
import { PUBLISHED } from '../../src/lang/en/codex.ts';
import { CATALOG, SOURCES, type Figure, type Part } from '../../src/sim/index.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const files = filesIn(`${ROOT}experiments`);
const experiments = files.map((file): Experiment => {
  const experiment = readExperiment(file);
  if (!experiment.ok) throw new Error(`${file}: ${JSON.stringify(experiment.error)}`);
  return experiment.value;
});
const byId = (id: string): Experiment => experiments.find((experiment) => experiment.id === id)!;
const reports = experiments.map((experiment) => carryOut(experiment));

test('a file is named after its experiment', () => {
  expect(files.map((file) => file.slice(file.lastIndexOf('/') + 1, -'.json'.length))).toEqual(experiments.map(({ id }) => id));
});

describe('published experiments come out', () => {
  test.each(reports.map((report): [string, ExperimentReport] => [report.experiment.id, report]))('%s', (_, report) => {
    const failing = [
      ...report.values.filter(({ standing }) => standing === 'outside' || standing === 'no-miss').map(({ value }) => value.name),
      ...report.checks.filter(({ holds }) => !holds).map(({ check }) => check.name),
    ];
    expect(failing).toEqual([]);
    expect(isGood(report)).toBe(true);
  });
});

test('there are at least twelve of them, five that predict, and more is predicted than missed', () => {
  const summary = summarise(reports);
  expect(summary.isGood).toBe(true);
  expect(summary.experiments).toBeGreaterThanOrEqual(12);
  expect(summary.predicting).toBeGreaterThanOrEqual(5);
  expect(summary.checksHold).toBe(summary.checks);
  expect(summary.predictedWithin).toBeGreaterThan(3 * summary.knownMisses);
});

test('every known miss has its reason, and each published experiment is run or said to be out of reach', () => {
  for (const { value, standing } of reports.flatMap((report) => report.values))
    if (standing === 'known-miss') expect(value.miss).toMatch(/^\S.{30,}\.$/);
  const numbers = [...experiments.map(({ number }) => number), ...OUTSIDE.map(({ number }) => number)].filter((number) => number !== '');
  expect(new Set(numbers).size).toBe(numbers.length);
  const published = [1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 21, 23, 25, 26, 27, 28];
  expect(numbers.map((number) => Number(number.slice(1))).sort((a, b) => a - b)).toEqual(published);
});

test('the page is up to date: npm run fidelity -- --write', () => {
  expect(documentOf(reports)).toBe(readFileSync(`${ROOT}docs/fidelity.md`, 'utf8'));
});

test('the table says published, simulated, ratio, and what was done with each value', () => {
  const lines = tableOf(reports.find(({ experiment }) => experiment.id === 'e05-microvm-boot')!);
  expect(lines[0]).toBe('E5 Booting a microVM, one at a time');
  expect(lines[1]).toMatch(/^ {2}value +published +simulated +ratio +source$/);
  expect(lines.find((line) => line.includes('Firecracker, configured beforehand'))).toMatch(
    /110 ms +78\.\d+ ms +0\.72 +predicted +within 30 % +FCdata$/,
  );
  expect(lines.some((line) => line.startsWith('  holds  Cloud Hypervisor, Firecracker'))).toBe(true);
});

test('every source is used by a figure of the catalogue, by an experiment or by the codex', () => {
  const used = new Set<string>(['neutral', 'illustrative', 'contract']);
  const take = (figures: Readonly<Record<string, Figure>>): void => Object.values(figures).forEach((figure) => used.add(figure.source));
  for (const part of CATALOG.parts) take(part.figures);
  for (const experiment of experiments) {
    for (const part of experiment.parts) take(part.figures);
    for (const { source } of [...experiment.values, ...experiment.checks]) used.add(source);
  }
  for (const { source } of Object.values(PUBLISHED)) used.add(source);
  expect(Object.keys(SOURCES).filter((key) => !used.has(key))).toEqual([]);
});

/** The catalogue with one figure changed. */
function changed(id: string, name: string, to: (value: number) => number): readonly Part[] {
  return CATALOG.parts.map((part) => {
    if (part.id !== id) return part;
    const figures = part.figures as Readonly<Record<string, Figure>>;
    return { ...part, figures: { ...figures, [name]: { ...figures[name]!, value: to(figures[name]!.value) } } } as unknown as Part;
  });
}

describe('a figure that is changed is noticed', () => {
  const half = (value: number): number => Math.round(value / 2);
  const more = (value: number): number => Math.round(value * 1.2);
  test.each([
    ['hypervisor.xen', 'createCpuMs', more, 'e01-guests-one-after-another'],
    ['hypervisor.xen', 'createUsPerGuest', half, 'e01-guests-one-after-another'],
    ['engine.docker', 'containerWaitMs', more, 'e01-guests-one-after-another'],
    ['hypervisor.firecracker', 'firmwareMs', more, 'e05-microvm-boot'],
    ['kernel.linux-slim', 'initCpuMs', half, 'e05-microvm-boot'],
    ['hypervisor.kvm', 'vmKiB', more, 'e07-memory-of-monitors'],
    ['kernel.linux', 'manageKiBPerGiB', more, 'e08-memory-lost-to-the-kernel'],
    ['kernel.linux', 'largeKiB', half, 'e08-memory-lost-to-the-kernel'],
    ['machine.metal', 'diskOpUs', (value: number) => value + 1, 'e09-microvm-devices'],
    ['hypervisor.cloud-hypervisor', 'diskOpTax', more, 'e09-microvm-devices'],
    ['kernel.unikernel', 'baseKiB', more, 'e12-least-memory'],
    ['hypervisor.firecracker', 'netOpTax', more, 'e13-requests-on-eight-stacks'],
    ['hypervisor.kvm', 'cpuTax', more, 'e14-computing-in-containers-and-vms'],
    ['hypervisor.kvm', 'diskOpTax', more, 'e15-disk-and-network-in-vms'],
    ['hypervisor.kvm', 'netByteTax', more, 'e15-disk-and-network-in-vms'],
    ['hypervisor.kvm', 'netOpTax', more, 'e16-redis-by-clients'],
    ['engine.gvisor', 'containerKiB', more, 'e18-density-of-sandboxes'],
    ['runtime.node', 'baseKiB', more, 'e18-density-of-sandboxes'],
    ['engine.gvisor', 'syscallTax', more, 'e19-price-of-a-sandbox'],
    ['engine.kata', 'containerCpuMs', half, 'e20-sandboxed-pods'],
    ['machine.sbc', 'coreSpeed', more, 'e26-hello-in-many-languages'],
    ['hypervisor.qemu', 'cpuTax', more, 'e28-emulation'],
    ['hypervisor.esxi', 'vmKiBPerGiB', more, 'esxi-memory-overhead'],
    ['kernel.linux', 'initCpuMs', more, 'systemd-analyze'],
    ['kernel.unikernel', 'initUsPerGiB', more, 'page-tables'],
  ] as const)('%s %s', (part, figure, change, experiment) => {
    expect(isGood(carryOut(byId(experiment), changed(part, figure, change)))).toBe(false);
  });
});
